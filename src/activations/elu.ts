import { defineActivation } from './activation-kind';

/** Clevert et al. (2016), with alpha 1. That it is flat far below 0 is what it is for. */
export const elu = defineActivation({
  description: 'z above 0, e^z - 1 below.',
  settings: {},
  buildLayer: (tf, name) => tf.layers.activation({ name, activation: 'elu' }),
  kernels: ['Elu'],
  gradient: { of: 'Elu', op: 'EluGrad', inputs: ['gradient', 'output'] },
  ailment: undefined,
});
