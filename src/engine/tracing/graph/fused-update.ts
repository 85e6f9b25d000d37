import type { FusedKernel, KernelInput } from '../../../optimizers/fused-kernel';
import { decayNumber } from '../../../optimizers/optimizer';
import { dataTypes } from '../../../tensorflow/data-types';
import { attribute } from '../ground/graph-node';
import type { GraphBuilder } from './graph-builder';
import type { UpdateRequest, UpdateTarget } from './update-request';

const T = attribute.type(dataTypes.float32);

/**
 * Adds the update of a variable and its slots in place by one kernel of TensorFlow, and returns its
 * node.
 *
 * @param prefix what the names of the optimizer's state begin with.
 * @param hasDecay whether weight decay goes before.
 */
export function addFusedUpdate(
  builder: GraphBuilder,
  { op, inputs, attributes = {} }: FusedKernel,
  { prefix, hasDecay }: { readonly prefix: string; readonly hasDecay: boolean },
  request: UpdateRequest,
  target: UpdateTarget,
): string {
  const { variable, gradient } = target;
  const resolve = (input: KernelInput): string => {
    switch (input.kind) {
      case 'slot':
        return `${prefix}/${input.name}/${variable}`;
      case 'power':
        return request.readVariable(`${prefix}/${input.name}`);
      case 'constant':
        return request.input(`${prefix}/${input.name}`);
      case 'learningRate':
        return request.input('learningRate');
      case 'gradient':
        return gradient;
    }
  };
  const before =
    hasDecay && request.decays(variable)
      ? [addDecay(builder, prefix, request, target)]
      : (request.lateReaders.get(variable) ?? []);
  const flags = Object.entries(attributes).map(([name, value]) => [name, attribute.bool(value)]);
  const name = `${request.prefix}${prefix}/update/${variable}`;
  return builder.add(
    op,
    name,
    [variable, ...inputs.map(resolve), ...before.map((node) => `^${node}`)],
    {
      T,
      ...Object.fromEntries(flags),
    },
  );
}

/** Takes its share off a variable in place, once all who use its old value are done. */
function addDecay(
  builder: GraphBuilder,
  prefix: string,
  request: UpdateRequest,
  { variable, gradient }: UpdateTarget,
): string {
  const at = `${request.prefix}${prefix}/decay/${variable}`;
  const inputs = [request.readVariable(variable), request.input(decayNumber)];
  const share = builder.add('Mul', `${at}/share`, inputs, { T });
  const readers = [gradient.replace(/:\d+$/, ''), ...(request.lateReaders.get(variable) ?? [])];
  const controls = readers.map((node) => `^${node}`);
  return builder.add('AssignSubVariableOp', at, [variable, share, ...controls], { dtype: T });
}
