import type { Activation, PlainActivation } from '../network/operation';
import type { OnnxGraph } from './onnx-graph';

/** Operators that are an activation by themselves. */
const operators: Partial<Readonly<Record<PlainActivation, string>>> = {
  relu: 'Relu',
  tanh: 'Tanh',
  sigmoid: 'Sigmoid',
  elu: 'Elu',
  selu: 'Selu',
  softplus: 'Softplus',
  softsign: 'Softsign',
};

/** Adds an activation; returns the name of what it gives. */
export function addOnnxActivation(
  graph: OnnxGraph,
  activation: Activation,
  input: string,
  name: string,
): string {
  const number = (part: string, value: number): string =>
    graph.constant(`${name}/${part}`, { shape: [], values: Float32Array.of(value) });
  const add = (opType: string, inputs: readonly string[], part: string): string =>
    graph.add(opType, inputs, `${name}/${part}`);
  /** Half of the input times one more than a value. */
  const gate = (value: string): string => {
    const half = add('Mul', [input, number('one-half', 0.5)], 'half');
    const sum = add('Add', [value, number('one', 1)], 'sum');
    return graph.add('Mul', [half, sum], name);
  };
  switch (activation.type) {
    case 'leakyRelu':
      return graph.add('LeakyRelu', [input], name, { alpha: { float: activation.alpha } });
    case 'silu':
      return graph.add('Mul', [input, add('Sigmoid', [input], 'gate')], name);
    // A Gelu operator came with a later operator set.
    case 'gelu': {
      const scaled = add('Mul', [input, number('root-of-one-half', Math.SQRT1_2)], 'scaled');
      return gate(add('Erf', [scaled], 'erf'));
    }
    case 'geluTanh': {
      const square = add('Mul', [input, input], 'square');
      const linear = Math.sqrt(2 / Math.PI);
      const cubic = add('Mul', [square, number('cubic', 0.044715 * linear)], 'cubic-part');
      const slope = add('Add', [cubic, number('linear', linear)], 'slope');
      return gate(add('Tanh', [add('Mul', [input, slope], 'argument')], 'tanh'));
    }
    default: {
      const operator = operators[activation.type];
      if (operator === undefined) throw new Error(`No operator for ${activation.type}`);
      return graph.add(operator, [input], name);
    }
  }
}
