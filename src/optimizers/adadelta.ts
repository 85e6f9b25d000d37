import { z } from 'zod';
import { average } from './arithmetic';
import { constant, gradientInput, learningRateInput, slot } from './fused-kernel';
import { defineOptimizer } from './optimizer-kind';
import { decay, learningRate } from './shared-settings';
import { defineRule } from './update-rule';

/** Zeiler (2012), algorithm 1, with the learning rate that later implementations added. */
export const adadelta = defineOptimizer({
  description:
    'v = decay v + (1 - decay) g^2; d = sqrt(u + epsilon) / sqrt(v + epsilon) g; u = decay u + (1 - decay) d^2; w -= r d. As in PyTorch; Keras starts from a rate of 0.001. The one of TensorFlow.js is plain gradient descent.',
  settings: {
    ...learningRate(1),
    decay: decay(0.95).describe('Share of both averages that a step keeps; Keras, PyTorch: `rho`.'),
    epsilon: z
      .number()
      .positive()
      .default(1e-6)
      .describe('Gets the first steps going: they are as large as its root.'),
  },
  dividesBySize: false,
  buildRule: ({ decay, epsilon }) =>
    defineRule({
      slots: { v: 0, u: 0 },
      update({ gradient, slots, numbers }, arithmetic) {
        const { add, multiply, rsqrt, sqrt, square } = arithmetic;
        const v = average(arithmetic, slots.v, square(gradient), 1 - decay);
        const scale = multiply(sqrt(add(slots.u, epsilon)), rsqrt(add(v, epsilon)));
        const move = multiply(scale, gradient);
        const u = average(arithmetic, slots.u, square(move), 1 - decay);
        return { decrement: multiply(move, numbers.learningRate), slots: { v, u } };
      },
      kernel: {
        op: 'ResourceApplyAdadelta',
        inputs: [
          ...[slot('v'), slot('u'), learningRateInput],
          ...[constant('decay', decay), constant('epsilon', epsilon), gradientInput],
        ],
      },
    }),
});
