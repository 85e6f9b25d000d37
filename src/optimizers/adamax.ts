import { average, shareSeen } from './arithmetic';
import { constant, gradientInput, learningRateInput, power, slot } from './fused-kernel';
import { defineOptimizer } from './optimizer-kind';
import { betas, learningRate } from './shared-settings';
import { defineRule } from './update-rule';

/** Kingma and Ba (2015), section 7.1. */
export const adamax = defineOptimizer({
  description:
    'v = max(beta2 v, |g|); w -= r / (1 - beta1^t) m / (v + epsilon), as in Keras. PyTorch has epsilon inside the maximum: max(beta2 v, |g| + epsilon).',
  settings: { ...learningRate(0.002), ...betas },
  dividesBySize: true,
  buildRule: ({ beta1, beta2, epsilon }) =>
    defineRule({
      slots: { m: 0, v: 0 },
      numbersAt: ({ step, learningRate }) => ({ rate: learningRate / shareSeen(beta1, step) }),
      update({ gradient, slots, numbers }, arithmetic) {
        const { abs, add, divide, maximum, multiply } = arithmetic;
        const m = average(arithmetic, slots.m, gradient, 1 - beta1);
        const v = maximum(multiply(slots.v, beta2), abs(gradient));
        return { decrement: multiply(divide(m, add(v, epsilon)), numbers.rate), slots: { m, v } };
      },
      kernel: {
        op: 'ResourceApplyAdaMax',
        inputs: [
          ...[slot('m'), slot('v'), power('beta1_power', beta1), learningRateInput],
          ...[constant('beta1', beta1), constant('beta2', beta2), constant('epsilon', epsilon)],
          gradientInput,
        ],
      },
    }),
});
