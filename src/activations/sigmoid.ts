import { defineActivation } from './activation-kind';

/** Logistic function (Rumelhart et al., 1986). */
export const sigmoid = defineActivation({
  description: '1 / (1 + e^-z), from 0 to 1.',
  otherNames: ['logistic'],
  settings: {},
  buildLayer: (tf, name) => tf.layers.activation({ name, activation: 'sigmoid' }),
  kernels: ['Sigmoid'],
  gradient: { of: 'Sigmoid', op: 'SigmoidGrad', inputs: ['output', 'gradient'] },
  ailment: { as: 'saturated', isFlat: (output) => output < 0.01 || output > 0.99 },
});
