import { average, shareSeen } from './arithmetic';
import { constant, gradientInput, learningRateInput, power, slot } from './fused-kernel';
import { defineOptimizer } from './optimizer-kind';
import { betas, learningRate } from './shared-settings';
import { defineRule } from './update-rule';

/** Kingma and Ba (2015), the form before section 2.1: epsilon beside the uncorrected root. */
export const adam = defineOptimizer({
  description:
    'w -= r sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon): epsilon stands beside the uncorrected root, as in Keras and TensorFlow (whose default is 1e-7). PyTorch adds it to the corrected root, where the same number weighs less in early steps: 1/32 in the first, with the usual beta2.',
  settings: { ...learningRate(0.001), ...betas },
  dividesBySize: true,
  buildRule: ({ beta1, beta2, epsilon }) =>
    defineRule({
      slots: { m: 0, v: 0 },
      numbersAt({ step, learningRate }) {
        const correction = Math.sqrt(shareSeen(beta2, step)) / shareSeen(beta1, step);
        return { rate: learningRate * correction };
      },
      update({ gradient, slots, numbers }, arithmetic) {
        const { add, divide, multiply, sqrt, square } = arithmetic;
        const m = average(arithmetic, slots.m, gradient, 1 - beta1);
        const v = average(arithmetic, slots.v, square(gradient), 1 - beta2);
        const decrement = divide(multiply(m, numbers.rate), add(sqrt(v), epsilon));
        return { decrement, slots: { m, v } };
      },
      kernel: {
        op: 'ResourceApplyAdam',
        inputs: [
          ...[slot('m'), slot('v')],
          ...[power('beta1_power', beta1), power('beta2_power', beta2), learningRateInput],
          ...[constant('beta1', beta1), constant('beta2', beta2), constant('epsilon', epsilon)],
          gradientInput,
        ],
      },
    }),
});
