import { withGradient } from '../tensorflow/with-gradient';
import { defineActivation } from './activation-kind';

/** Bergstra et al. (2009); Glorot and Bengio (2010) compare it with the hyperbolic tangent. */
export const softsign = defineActivation({
  description: 'z / (1 + |z|), from -1 to 1.',
  settings: {},
  buildLayer: (tf, name) => tf.layers.activation({ name, activation: 'softsign' }),
  compute: (tf, kernels, _, z) =>
    withGradient(
      tf,
      [z],
      () => ({ value: kernels.runUnary('Softsign', [z]), saved: [z] }),
      (dy, [input]) => [kernels.runUnary('SoftsignGrad', [dy, input])],
    ),
  kernels: ['Softsign', 'SoftsignGrad'],
  gradient: undefined,
  // The slope is (1 - |a|)^2.
  ailment: { as: 'saturated', isFlat: (output) => Math.abs(output) > 0.8 },
});
