import type { OptimizerSpec } from '../spec/optimizer-schema';
import { tf } from '../tensorflow/tensorflow';
import type { Tensor } from '../tensorflow/types';

/** What a step gives to the update of one weight tensor. */
export interface UpdateInput<Slot extends string = string> {
  readonly gradient: Tensor;
  readonly learningRate: number;
  /** Number of the step, from 1. */
  readonly step: number;
  /** State kept per weight tensor, of its shape. */
  readonly slots: Readonly<Record<Slot, Tensor>>;
}

/** One optimizer as plain tensor arithmetic. */
export interface UpdateRule {
  /** Initial value of each slot. */
  readonly slots: Readonly<Record<string, number>>;
  /** What to subtract from the weights, and the slots after the step. */
  update(input: UpdateInput): { decrement: Tensor; slots: Record<string, Tensor> };
}

/** Joins a rule to its slot names, so that `update` can rely on each of them. */
function defineRule<Slot extends string>(rule: {
  slots: Record<Slot, number>;
  update(input: UpdateInput<Slot>): { decrement: Tensor; slots: Record<Slot, Tensor> };
}): UpdateRule {
  return rule;
}

/**
 * `decay * old + (1 - decay) * next`, in an order that takes the small 1 - decay from float64: off by
 * as little as one rounding of it, where the shares of a rounded decay don't add up to 1.
 */
const average = (old: Tensor, next: Tensor, decay: number): Tensor =>
  tf.add(old, tf.mul(tf.sub(next, old), 1 - decay));

/**
 * The share of an average from 0 that `step` values make up: `1 - decay^step`. In float64, because
 * float32 leaves four digits of the difference.
 */
const shareSeen = (decay: number, step: number): number => 1 - decay ** step;

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
        update: ({ gradient, learningRate, step, slots }) => {
          const m = average(slots.m, gradient, spec.beta1);
          const v = average(slots.v, tf.square(gradient), spec.beta2);
          const correction = Math.sqrt(shareSeen(spec.beta2, step)) / shareSeen(spec.beta1, step);
          const rate = learningRate * correction;
          const decrement = tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), spec.epsilon));
          return { decrement, slots: { m, v } };
        },
      });
    case 'adamax':
      // Kingma and Ba (2015), section 7.1.
      return defineRule({
        slots: { m: 0, v: 0 },
        update: ({ gradient, learningRate, step, slots }) => {
          const m = average(slots.m, gradient, spec.beta1);
          const v = tf.maximum(tf.mul(slots.v, spec.beta2), tf.abs(gradient));
          const rate = learningRate / shareSeen(spec.beta1, step);
          const decrement = tf.mul(tf.div(m, tf.add(v, spec.epsilon)), rate);
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
