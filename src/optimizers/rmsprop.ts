import { z } from 'zod';
import { average } from './arithmetic';
import { constant, gradientInput, learningRateInput, slot } from './fused-kernel';
import { defineOptimizer } from './optimizer-kind';
import { decay, epsilon, learningRate } from './shared-settings';
import { defineRule, type UpdateRule } from './update-rule';

const settings = {
  ...learningRate(0.001),
  decay: decay(0.9).describe('Keras: `rho`, PyTorch: `alpha`.'),
  momentum: decay(0).describe('Of the steps, the learning rate included.'),
  centered: z
    .boolean()
    .default(false)
    .describe('Takes the squared mean gradient off the mean square.'),
  epsilon,
};

type RmspropSettings = z.output<z.ZodObject<typeof settings>>;

export const rmsprop = defineOptimizer({
  description:
    'w -= r g / sqrt(v + epsilon): epsilon stands inside the root, as in Keras and TensorFlow. PyTorch adds it to the root. With momentum the rate stands inside the buffer, as in Keras; in PyTorch outside.',
  settings,
  dividesBySize: true,
  buildRule: (settings) => (settings.centered ? buildCentered(settings) : buildPlain(settings)),
});

/** Tieleman and Hinton (2012), lecture 6e. */
function buildPlain(settings: RmspropSettings): UpdateRule {
  return defineRule({
    slots: { rms: 0, momentum: 0 },
    update({ gradient, numbers, slots }, arithmetic) {
      const { add, multiply, rsqrt, square } = arithmetic;
      const rms = average(arithmetic, slots.rms, square(gradient), 1 - settings.decay);
      const root = rsqrt(add(rms, settings.epsilon));
      const scaled = multiply(multiply(gradient, numbers.learningRate), root);
      const momentum = add(multiply(slots.momentum, settings.momentum), scaled);
      return { decrement: momentum, slots: { rms, momentum } };
    },
    kernel: {
      op: 'ResourceApplyRMSProp',
      inputs: [slot('rms'), slot('momentum'), ...numericInputs(settings), gradientInput],
    },
  });
}

/** Graves (2013), section 2.1: the mean square less the squared mean. */
function buildCentered(settings: RmspropSettings): UpdateRule {
  return defineRule({
    slots: { mean: 0, rms: 0, momentum: 0 },
    update({ gradient, numbers, slots }, arithmetic) {
      const { add, multiply, rsqrt, square, subtract } = arithmetic;
      const rms = average(arithmetic, slots.rms, square(gradient), 1 - settings.decay);
      const mean = average(arithmetic, slots.mean, gradient, 1 - settings.decay);
      const variance = add(subtract(rms, square(mean)), settings.epsilon);
      const scaled = multiply(multiply(gradient, numbers.learningRate), rsqrt(variance));
      const momentum = add(multiply(slots.momentum, settings.momentum), scaled);
      return { decrement: momentum, slots: { mean, rms, momentum } };
    },
    kernel: {
      op: 'ResourceApplyCenteredRMSProp',
      inputs: [
        ...[slot('mean'), slot('rms'), slot('momentum')],
        ...[...numericInputs(settings), gradientInput],
      ],
    },
  });
}

function numericInputs({ decay, momentum, epsilon }: RmspropSettings) {
  const numbers = { decay, momentum, epsilon };
  return [
    learningRateInput,
    ...Object.entries(numbers).map(([name, value]) => constant(name, value)),
  ];
}
