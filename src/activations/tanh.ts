import { defineActivation } from './activation-kind';

/** Hyperbolic tangent (LeCun et al., 1998). */
export const tanh = defineActivation({
  description: 'Hyperbolic tangent, from -1 to 1.',
  settings: {},
  buildLayer: (tf, name) => tf.layers.activation({ name, activation: 'tanh' }),
  kernels: ['Tanh'],
  gradient: { of: 'Tanh', op: 'TanhGrad', inputs: ['output', 'gradient'] },
  ailment: { as: 'saturated', isFlat: (output) => Math.abs(output) > 0.99 },
});
