import { gradientInput, learningRateInput } from './fused-kernel';
import { defineOptimizer } from './optimizer-kind';
import { learningRate } from './shared-settings';
import { defineRule } from './update-rule';

export const sgd = defineOptimizer({
  description: 'Gradient descent: w -= r g.',
  settings: learningRate(0.01),
  dividesBySize: false,
  buildRule: () =>
    defineRule({
      slots: {},
      update: ({ gradient, numbers }, { multiply }) => ({
        decrement: multiply(gradient, numbers.learningRate),
        slots: {},
      }),
      kernel: { op: 'ResourceApplyGradientDescent', inputs: [learningRateInput, gradientInput] },
    }),
});
