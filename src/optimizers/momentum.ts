import { z } from 'zod';
import { constant, gradientInput, learningRateInput, slot } from './fused-kernel';
import { defineOptimizer } from './optimizer-kind';
import { decay, learningRate } from './shared-settings';
import { defineRule } from './update-rule';

/** Polyak (1964); Nesterov's form as in Sutskever et al. (2013). */
export const momentum = defineOptimizer({
  description:
    'm = momentum m + g; w -= r m. The rate stands outside of m, as in PyTorch: under a schedule a new rate holds for all of m. Keras keeps r g in m; with a constant rate both are the same.',
  settings: {
    ...learningRate(0.01),
    momentum: decay(0.9).describe('Share of m that a step keeps.'),
    nesterov: z
      .boolean()
      .default(false)
      .describe('Steps along g + momentum m, with the m of this step.'),
  },
  dividesBySize: false,
  buildRule: (settings) =>
    defineRule({
      slots: { momentum: 0 },
      update({ gradient, numbers, slots }, { add, multiply }) {
        const momentum = add(multiply(slots.momentum, settings.momentum), gradient);
        const direction = settings.nesterov
          ? add(gradient, multiply(momentum, settings.momentum))
          : momentum;
        return { decrement: multiply(direction, numbers.learningRate), slots: { momentum } };
      },
      kernel: {
        op: 'ResourceApplyMomentum',
        inputs: [
          ...[slot('momentum'), learningRateInput, gradientInput],
          constant('decay', settings.momentum),
        ],
        attributes: { use_nesterov: settings.nesterov },
      },
    }),
});
