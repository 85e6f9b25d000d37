import { tf } from '../model/tensorflow';
import type { OptimizerSpec } from '../spec/optimizer-schema';

type Tensor = import('@tensorflow/tfjs-node').Tensor;

/** What a step gives to the update of one weight tensor. */
export interface UpdateInput<Slot extends string = string> {
  readonly gradient: Tensor;
  readonly learningRate: number;
  /** State kept per weight tensor, of its shape. */
  readonly slots: Readonly<Record<Slot, Tensor>>;
  /** Decay rates raised to the number of the step, scalars. */
  readonly powers: Readonly<Record<string, Tensor>>;
}

/** One optimizer as plain tensor arithmetic. */
export interface UpdateRule {
  /** Initial value of each slot. */
  readonly slots: Readonly<Record<string, number>>;
  /** Decay rates whose powers the rule needs. */
  readonly powers: Readonly<Record<string, number>>;
  /** What to subtract from the weights, and the slots after the step. */
  update(input: UpdateInput): { decrement: Tensor; slots: Record<string, Tensor> };
}

/** Joins a rule to its slot names, so that `update` can rely on each of them. */
function defineRule<Slot extends string>(rule: {
  slots: Record<Slot, number>;
  powers?: Record<string, number>;
  update(input: UpdateInput<Slot>): { decrement: Tensor; slots: Record<Slot, Tensor> };
}): UpdateRule {
  return { powers: {}, ...rule };
}

const power = (input: UpdateInput, name: string): Tensor => {
  const value = input.powers[name];
  if (value === undefined) throw new Error(`No power named ${name}`);
  return value;
};

/** `decay * old + (1 - decay) * next`. */
const average = (old: Tensor, next: Tensor, decay: number): Tensor =>
  tf.add(tf.mul(old, decay), tf.mul(next, 1 - decay));

/**
 * The rule of an optimizer. Formulas are those of TensorFlow's training kernels
 * (`ResourceApplyMomentum`, `ResourceApplyAdam` and so on), so that both engines walk the same
 * trajectory. tfjs's own optimizers differ in where epsilon stands, and its Adamax can't save its
 * state.
 */
export function buildUpdateRule(spec: OptimizerSpec): UpdateRule {
  switch (spec.type) {
    case 'sgd':
      return defineRule({
        slots: {},
        update: ({ gradient, learningRate }) => ({
          decrement: tf.mul(gradient, learningRate),
          slots: {},
        }),
      });
    case 'momentum':
      // Polyak (1964); Nesterov's form as in Sutskever et al. (2013).
      return defineRule({
        slots: { momentum: 0 },
        update: ({ gradient, learningRate, slots }) => {
          const momentum = tf.add(tf.mul(slots.momentum, spec.momentum), gradient);
          const direction = spec.nesterov
            ? tf.add(gradient, tf.mul(momentum, spec.momentum))
            : momentum;
          return { decrement: tf.mul(direction, learningRate), slots: { momentum } };
        },
      });
    case 'adam':
      // Kingma and Ba (2015), the form before section 2.1: epsilon beside the uncorrected root.
      return defineRule({
        slots: { m: 0, v: 0 },
        powers: { beta1_power: spec.beta1, beta2_power: spec.beta2 },
        update: (input) => {
          const m = average(input.slots.m, input.gradient, spec.beta1);
          const v = average(input.slots.v, tf.square(input.gradient), spec.beta2);
          const rate = tf.div(
            tf.mul(input.learningRate, tf.sqrt(tf.sub(1, power(input, 'beta2_power')))),
            tf.sub(1, power(input, 'beta1_power')),
          );
          const decrement = tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), spec.epsilon));
          return { decrement, slots: { m, v } };
        },
      });
    case 'adamax':
      // Kingma and Ba (2015), section 7.1.
      return defineRule({
        slots: { m: 0, v: 0 },
        powers: { beta1_power: spec.beta1 },
        update: (input) => {
          const m = average(input.slots.m, input.gradient, spec.beta1);
          const v = tf.maximum(tf.mul(input.slots.v, spec.beta2), tf.abs(input.gradient));
          const rate = tf.div(input.learningRate, tf.sub(1, power(input, 'beta1_power')));
          const decrement = tf.mul(rate, tf.div(m, tf.add(v, spec.epsilon)));
          return { decrement, slots: { m, v } };
        },
      });
    case 'rmsprop':
      return spec.centered ? buildCenteredRmsprop(spec) : buildRmsprop(spec);
    case 'adagrad':
      // Duchi et al. (2011).
      return defineRule({
        slots: { accumulator: spec.initialAccumulator },
        update: ({ gradient, learningRate, slots }) => {
          const accumulator = tf.add(slots.accumulator, tf.square(gradient));
          const root = tf.add(tf.sqrt(accumulator), spec.epsilon);
          const decrement = tf.div(tf.mul(gradient, learningRate), root);
          return { decrement, slots: { accumulator } };
        },
      });
  }
}

type RmspropSpec = Extract<OptimizerSpec, { type: 'rmsprop' }>;

/** Tieleman and Hinton (2012), lecture 6e. */
function buildRmsprop(spec: RmspropSpec): UpdateRule {
  return defineRule({
    slots: { rms: 0, momentum: 0 },
    update: ({ gradient, learningRate, slots }) => {
      const rms = average(slots.rms, tf.square(gradient), spec.decay);
      const scaled = tf.mul(tf.mul(gradient, learningRate), tf.rsqrt(tf.add(rms, spec.epsilon)));
      const momentum = tf.add(tf.mul(slots.momentum, spec.momentum), scaled);
      return { decrement: momentum, slots: { rms, momentum } };
    },
  });
}

/** Graves (2013), section 2.1: the mean square less the squared mean. */
function buildCenteredRmsprop(spec: RmspropSpec): UpdateRule {
  return defineRule({
    slots: { rms: 0, mean: 0, momentum: 0 },
    update: ({ gradient, learningRate, slots }) => {
      const rms = average(slots.rms, tf.square(gradient), spec.decay);
      const mean = average(slots.mean, gradient, spec.decay);
      const variance = tf.add(tf.sub(rms, tf.square(mean)), spec.epsilon);
      const scaled = tf.mul(tf.mul(gradient, learningRate), tf.rsqrt(variance));
      const momentum = tf.add(tf.mul(slots.momentum, spec.momentum), scaled);
      return { decrement: momentum, slots: { rms, mean, momentum } };
    },
  });
}
