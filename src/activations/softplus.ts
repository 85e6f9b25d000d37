import { defineActivation } from './activation-kind';

/** Smooth rectifier (Dugas et al., 2001). Its slope is the logistic function of z. */
export const softplus = defineActivation({
  description: 'ln(1 + e^z), a smooth rectifier.',
  settings: {},
  buildLayer: (tf, name) => tf.layers.activation({ name, activation: 'softplus' }),
  kernels: ['Softplus'],
  gradient: { of: 'Softplus', op: 'SoftplusGrad', inputs: ['gradient', 'input'] },
  // The slope is 1 - e^-a.
  ailment: { as: 'saturated', isFlat: (output) => output < 0.04 },
});
