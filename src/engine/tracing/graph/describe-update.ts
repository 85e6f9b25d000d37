import type { Arithmetic, Operand } from '../../../optimizers/arithmetic';
import { numberNames, type Optimizer } from '../../../optimizers/optimizer';

/**
 * What of an optimizer is part of a graph, as a JSON value: its formula or kernel, with every number that
 * is not an input. Programs whose optimizers are equal there differ in numbers of the run alone.
 */
export function describeUpdate({ rule, prefix }: Optimizer): unknown {
  const { kernel, slots, weightDecay } = rule;
  const state = { prefix, slots: Object.keys(slots), hasDecay: weightDecay !== undefined };
  if (kernel !== undefined) {
    const inputs = kernel.inputs.map((input) =>
      'name' in input ? `${input.kind} ${input.name}` : input.kind,
    );
    return { ...state, op: kernel.op, inputs, attributes: kernel.attributes };
  }
  const names = [
    ...numberNames({ rule, prefix }, 'arithmetic'),
    ...Object.keys(rule.constants ?? {}),
  ];
  const numbers = Object.fromEntries(names.map((name) => [name, name]));
  const update = rule.update(
    {
      gradient: 'gradient',
      numbers: { learningRate: 'learningRate', ...numbers },
      slots: Object.fromEntries(Object.keys(slots).map((slot) => [slot, `slot ${slot}`])),
    },
    formula,
  );
  return { ...state, ...update };
}

const unary = (name: string) => (a: string) => `${name}(${a})`;
const binary = (name: string) => (a: Operand<string>, b: Operand<string>) => `${name}(${a}, ${b})`;

/** Arithmetic on formulas. */
const formula: Arithmetic<string> = {
  add: binary('add'),
  subtract: binary('subtract'),
  multiply: binary('multiply'),
  divide: binary('divide'),
  maximum: binary('maximum'),
  square: unary('square'),
  sqrt: unary('sqrt'),
  rsqrt: unary('rsqrt'),
  abs: unary('abs'),
  sign: unary('sign'),
};
