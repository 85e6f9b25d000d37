import { average } from './arithmetic';
import { defineOptimizer } from './optimizer-kind';
import { decay, learningRate, weightDecay } from './shared-settings';
import { defineRule } from './update-rule';

/** Chen et al. (2023), algorithm 2. */
export const lion = defineOptimizer({
  description:
    'w -= r weightDecay w; w -= r sign(beta1 m + (1 - beta1) g); m = beta2 m + (1 - beta2) g. Every weight moves by the learning rate, which is therefore three to ten times smaller than for adam, and weightDecay as much larger.',
  settings: {
    ...learningRate(0.0001),
    beta1: decay(0.9).describe('Share of m in the direction of a step.'),
    beta2: decay(0.99).describe('Share of m that a step keeps.'),
    ...weightDecay(0),
  },
  dividesBySize: true,
  buildRule: ({ beta1, beta2, weightDecay }) => ({
    ...defineRule({
      slots: { m: 0 },
      constants: { directionShare: 1 - beta1, meanShare: 1 - beta2 },
      update({ gradient, slots, numbers }, arithmetic) {
        const { directionShare, meanShare } = numbers;
        const direction = arithmetic.sign(average(arithmetic, slots.m, gradient, directionShare));
        return {
          decrement: arithmetic.multiply(direction, numbers.learningRate),
          slots: { m: average(arithmetic, slots.m, gradient, meanShare) },
        };
      },
    }),
    weightDecay,
  }),
});
