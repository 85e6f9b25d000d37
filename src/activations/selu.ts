import { defineActivation } from './activation-kind';

/**
 * Klambauer et al. (2017): with weights of leCunNormal, mean 0 and variance 1 stay what they are from
 * layer to layer. That it is flat far below 0 is what it is for.
 */
export const selu = defineActivation({
  description: '1.0507 z above 0, 1.7581 (e^z - 1) below.',
  settings: {},
  buildLayer: (tf, name) => tf.layers.activation({ name, activation: 'selu' }),
  kernels: ['Selu'],
  gradient: { of: 'Selu', op: 'SeluGrad', inputs: ['gradient', 'output'] },
  ailment: undefined,
});
