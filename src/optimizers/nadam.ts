import { z } from 'zod';
import { average, shareSeen } from './arithmetic';
import { defineOptimizer } from './optimizer-kind';
import { betas, learningRate } from './shared-settings';
import { defineRule } from './update-rule';

/** Dozat (2016), algorithm 2, with the schedule of momentum of its appendix, as in PyTorch. */
export const nadam = defineOptimizer({
  otherNames: ['nesterovadam'],
  description:
    'Adam that looks ahead as Nesterov does, with a momentum that rises to beta1: mu(t) = beta1 (1 - 0.96^(t momentumDecay) / 2); w -= r (mu(t+1) m / (1 - mu(1)...mu(t+1)) + (1 - mu(t)) g / (1 - mu(1)...mu(t))) / (sqrt(v / (1 - beta2^t)) + epsilon), as in PyTorch. Keras has 0.96^t for 0.96^(0.004 t).',
  settings: {
    ...learningRate(0.002),
    ...betas,
    momentumDecay: z
      .number()
      .nonnegative()
      .default(0.004)
      .describe('How fast the momentum rises: 0 keeps it at half of beta1.'),
  },
  dividesBySize: true,
  buildRule({ beta1, beta2, epsilon, momentumDecay }) {
    const momentumAt = (step: number): number => beta1 * (1 - 0.5 * 0.96 ** (step * momentumDecay));
    const productOf = cumulate(momentumAt);
    return defineRule({
      slots: { m: 0, v: 0 },
      constants: { meanShare: 1 - beta1, squareShare: 1 - beta2, epsilon },
      numbersAt({ step, learningRate }) {
        const product = productOf(step);
        const next = momentumAt(step + 1);
        return {
          meanRate: (learningRate * next) / (1 - product * next),
          gradientRate: (learningRate * (1 - momentumAt(step))) / (1 - product),
          correction: 1 / shareSeen(beta2, step),
        };
      },
      update({ gradient, slots, numbers }, arithmetic) {
        const { add, divide, multiply, sqrt, square } = arithmetic;
        const m = average(arithmetic, slots.m, gradient, numbers.meanShare);
        const v = average(arithmetic, slots.v, square(gradient), numbers.squareShare);
        const direction = add(
          multiply(m, numbers.meanRate),
          multiply(gradient, numbers.gradientRate),
        );
        const root = add(sqrt(multiply(v, numbers.correction)), numbers.epsilon);
        return { decrement: divide(direction, root), slots: { m, v } };
      },
    });
  },
});

/** The product of a function of 1 to a step, from where it was asked for last. */
function cumulate(factorAt: (step: number) => number): (step: number) => number {
  let known = { step: 0, product: 1 };
  return (step) => {
    if (step < known.step) known = { step: 0, product: 1 };
    let { product } = known;
    for (let next = known.step + 1; next <= step; next += 1) product *= factorAt(next);
    known = { step, product };
    return product;
  };
}
