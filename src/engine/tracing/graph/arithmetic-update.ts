import type { Arithmetic } from '../../../optimizers/arithmetic';
import { decayNumber, numberNames, type Optimizer } from '../../../optimizers/optimizer';
import { dataTypes } from '../../../tensorflow/data-types';
import { attribute } from '../ground/graph-node';
import { graphArithmetic } from './graph-arithmetic';
import type { GraphBuilder } from './graph-builder';
import type { UpdateRequest, UpdateTarget } from './update-request';

const dtype = attribute.type(dataTypes.float32);

/**
 * Adds the update of a variable and its slots as the arithmetic of its rule, and returns by name of
 * each the node that changes it.
 */
export function addArithmeticUpdate(
  builder: GraphBuilder,
  optimizer: Optimizer,
  request: UpdateRequest,
  { variable, gradient }: UpdateTarget,
): [name: string, node: string][] {
  const { rule, prefix } = optimizer;
  const at = `${request.prefix}${prefix}/update/${variable}`;
  const arithmetic = graphArithmetic(builder, `${at}/`, `${request.constantPrefix}${prefix}/`);
  const nameSlot = (slot: string): string => `${prefix}/${slot}/${variable}`;
  const next = rule.update(
    {
      gradient,
      numbers: {
        ...resolveAll(Object.keys(rule.constants ?? {}), (name) =>
          request.input(`${prefix}/${name}`),
        ),
        ...resolveAll(numberNames(optimizer, 'arithmetic'), request.input),
      },
      slots: resolveAll(Object.keys(rule.slots), (slot) => request.readVariable(nameSlot(slot))),
    },
    arithmetic,
  );
  const weights = arithmetic.subtract(
    decayWeights(optimizer, request, variable, arithmetic),
    next.decrement,
  );
  const assign = (name: string, node: string, value: string): [string, string] => [
    name,
    builder.add('AssignVariableOp', node, [name, value], { dtype }),
  ];
  return [
    assign(variable, at, weights),
    ...Object.entries(next.slots).map(([slot, value]) =>
      assign(nameSlot(slot), `${at}/${slot}`, value),
    ),
  ];
}

/** What weight decay leaves of a variable. */
function decayWeights(
  { rule }: Optimizer,
  request: UpdateRequest,
  variable: string,
  { multiply, subtract }: Arithmetic<string>,
): string {
  const before = request.readVariable(variable);
  if (rule.weightDecay === undefined || !request.decays(variable)) return before;
  return subtract(before, multiply(before, request.input(decayNumber)));
}

function resolveAll(
  names: readonly string[],
  resolve: (name: string) => string,
): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, resolve(name)]));
}
