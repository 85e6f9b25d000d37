import type { FusedKernel, KernelInput } from '../../../optimizers/fused-kernel';
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
 */
export function addFusedUpdate(
  builder: GraphBuilder,
  { op, inputs, attributes = {} }: FusedKernel,
  prefix: string,
  request: UpdateRequest,
  { variable, gradient }: UpdateTarget,
): string {
  const resolve = (input: KernelInput): string => {
    switch (input.kind) {
      case 'slot':
        return `${prefix}/${input.name}/${variable}`;
      case 'power':
        return request.readVariable(`${prefix}/${input.name}`);
      case 'constant':
        return builder.scalar(`${request.constantPrefix}${prefix}/${input.name}`, input.value);
      case 'learningRate':
        return request.input('learningRate');
      case 'gradient':
        return gradient;
    }
  };
  const readers = (request.lateReaders.get(variable) ?? []).map((node) => `^${node}`);
  const flags = Object.entries(attributes).map(([name, value]) => [name, attribute.bool(value)]);
  const name = `${request.prefix}${prefix}/update/${variable}`;
  return builder.add(op, name, [variable, ...inputs.map(resolve), ...readers], {
    T,
    ...Object.fromEntries(flags),
  });
}
