import { z } from 'zod';
import { constant, gradientInput, learningRateInput, slot } from './fused-kernel';
import { defineOptimizer } from './optimizer-kind';
import { epsilon, learningRate } from './shared-settings';
import { defineRule } from './update-rule';

/** Duchi et al. (2011). */
export const adagrad = defineOptimizer({
  description:
    'v += g^2; w -= r g / (sqrt(v) + epsilon): epsilon stands beside the root, as in PyTorch. Keras has it inside.',
  settings: {
    ...learningRate(0.01),
    initialAccumulator: z
      .number()
      .positive()
      .default(0.1)
      .describe('What the sums of squares start from, as in Keras; 0 in PyTorch.'),
    epsilon,
  },
  dividesBySize: false,
  buildRule: ({ initialAccumulator, epsilon }) =>
    defineRule({
      slots: { accumulator: initialAccumulator },
      update({ gradient, numbers, slots }, { add, divide, multiply, sqrt, square }) {
        const accumulator = add(slots.accumulator, square(gradient));
        const root = add(sqrt(accumulator), epsilon);
        return {
          decrement: divide(multiply(gradient, numbers.learningRate), root),
          slots: { accumulator },
        };
      },
      kernel: {
        op: 'ResourceApplyAdagradV2',
        inputs: [
          ...[slot('accumulator'), learningRateInput, constant('epsilon', epsilon)],
          gradientInput,
        ],
        attributes: { update_slots: true },
      },
    }),
});
