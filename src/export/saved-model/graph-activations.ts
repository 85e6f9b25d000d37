import type { Activation, PlainActivation } from '../network/operation';
import type { GraphWriter } from './graph-writer';

/** Kernels of TensorFlow that are an activation by themselves. */
const kernels: Partial<Readonly<Record<PlainActivation, string>>> = {
  relu: 'Relu',
  tanh: 'Tanh',
  sigmoid: 'Sigmoid',
  elu: 'Elu',
  selu: 'Selu',
  softplus: 'Softplus',
  softsign: 'Softsign',
};

/** Adds an activation; returns the name of what it gives. */
export function addGraphActivation(
  graph: GraphWriter,
  activation: Activation,
  input: string,
  name: string,
): string {
  const number = (part: string, value: number): string => graph.number(`${name}/${part}`, value);
  const add = (op: string, inputs: readonly string[], part: string): string =>
    graph.add(op, inputs, `${name}/${part}`);
  /** Half of the input times one more than a value. */
  const gate = (value: string): string => {
    const half = add('Mul', [input, number('one_half', 0.5)], 'half');
    return graph.add('Mul', [half, add('AddV2', [value, number('one', 1)], 'sum')], name);
  };
  switch (activation.type) {
    case 'leakyRelu':
      return graph.add('LeakyRelu', [input], name, {
        alpha: { kind: 'float', value: activation.alpha },
      });
    case 'silu':
      return graph.add('Mul', [input, add('Sigmoid', [input], 'gate')], name);
    case 'gelu': {
      const scaled = add('Mul', [input, number('root_of_one_half', Math.SQRT1_2)], 'scaled');
      return gate(add('Erf', [scaled], 'erf'));
    }
    case 'geluTanh': {
      const linear = Math.sqrt(2 / Math.PI);
      const square = add('Square', [input], 'square');
      const cubic = add('Mul', [square, number('cubic', 0.044715 * linear)], 'cubic_part');
      const slope = add('AddV2', [cubic, number('linear', linear)], 'slope');
      return gate(add('Tanh', [add('Mul', [input, slope], 'argument')], 'tanh'));
    }
    default: {
      const kernel = kernels[activation.type];
      if (kernel === undefined) throw new Error(`No kernel for ${activation.type}`);
      return graph.add(kernel, [input], name);
    }
  }
}
