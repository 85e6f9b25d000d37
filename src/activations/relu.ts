import { defineActivation } from './activation-kind';

/** Rectifier (Nair and Hinton, 2010). */
export const relu = defineActivation({
  description: 'max(0, z).',
  settings: {},
  buildLayer: (tf, name) => tf.layers.activation({ name, activation: 'relu' }),
  kernels: ['Relu'],
  gradient: { of: 'Relu', op: 'ReluGrad', inputs: ['gradient', 'output'] },
  ailment: { as: 'dead', isFlat: (output) => !(output > 0) },
});
