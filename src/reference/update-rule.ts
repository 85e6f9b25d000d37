import { unreachable } from '../util/unreachable';

/** Names an optimizer and its settings; the learning rate is handed over at each step. */
export type OptimizerSettings =
  | { readonly type: 'sgd' }
  | { readonly type: 'momentum'; readonly momentum: number; readonly nesterov: boolean }
  | AdamSettings
  | {
      readonly type: 'rmsprop';
      readonly decay: number;
      readonly momentum: number;
      readonly centered: boolean;
      readonly epsilon: number;
    }
  | { readonly type: 'adagrad'; readonly initialAccumulator: number; readonly epsilon: number };

interface AdamSettings {
  readonly type: 'adam' | 'adamax';
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

type Settings<Type extends OptimizerSettings['type']> = Extract<OptimizerSettings, { type: Type }>;

/** A decay rate raised to the number of the coming step, for the correction of a bias to zero. */
export class Power {
  /** `[1]`, so that it is saved and restored like any other state. */
  readonly values: Float64Array;

  constructor(
    readonly name: string,
    private readonly base: number,
  ) {
    this.values = Float64Array.of(base);
  }

  /** The power itself. */
  get(): number {
    return this.values[0] as number;
  }

  /** Goes on to the next step. */
  advance(): void {
    this.values[0] = this.get() * this.base;
  }
}

/** The update of one weight tensor, with the state that it keeps. */
export interface TensorUpdate {
  /** State by name, each of the tensor's length. */
  readonly slots: Readonly<Record<string, Float64Array>>;
  /** Moves `weights` along `gradient`. */
  apply(weights: Float64Array, gradient: Float64Array, learningRate: number): void;
}

/** An optimizer: one update per weight tensor, and powers that all of them share. */
export interface UpdateRule {
  readonly powers: readonly Power[];
  /** Makes the update of a tensor of `size` values. */
  attach(size: number): TensorUpdate;
}

/**
 * The rule of an optimizer. In the formulas w are weights, g gradients, r the learning rate. Where
 * epsilon stands and what state starts at is as in TensorFlow's training kernels
 * (`ResourceApplyAdam` and so on, tensorflow/core/kernels/training_ops.cc).
 */
export function createUpdateRule(settings: OptimizerSettings): UpdateRule {
  switch (settings.type) {
    case 'sgd':
      return { powers: [], attach: attachSgd };
    case 'momentum':
      return { powers: [], attach: (size) => attachMomentum(settings, size) };
    case 'adam':
    case 'adamax': {
      const beta1Power = new Power('beta1_power', settings.beta1);
      if (settings.type === 'adamax') {
        return { powers: [beta1Power], attach: (size) => attachAdamax(settings, beta1Power, size) };
      }
      const beta2Power = new Power('beta2_power', settings.beta2);
      const powers = [beta1Power, beta2Power] as const;
      return { powers, attach: (size) => attachAdam(settings, powers, size) };
    }
    case 'rmsprop':
      return { powers: [], attach: (size) => attachRmsprop(settings, size) };
    case 'adagrad':
      return { powers: [], attach: (size) => attachAdagrad(settings, size) };
    default:
      return unreachable(settings);
  }
}

/** Gradient descent: w -= r g. */
function attachSgd(): TensorUpdate {
  return {
    slots: {},
    apply(weights, gradient, learningRate) {
      for (let p = 0; p < weights.length; p += 1) {
        weights[p] = (weights[p] as number) - learningRate * (gradient[p] as number);
      }
    },
  };
}

/**
 * Polyak (1964): m = momentum m + g; w -= r m. Nesterov's form as in Sutskever et al. (2013):
 * w -= r (g + momentum m), with the new m.
 */
function attachMomentum(settings: Settings<'momentum'>, size: number): TensorUpdate {
  const accumulated = new Float64Array(size);
  return {
    slots: { momentum: accumulated },
    apply(weights, gradient, learningRate) {
      for (let p = 0; p < weights.length; p += 1) {
        const g = gradient[p] as number;
        const m = settings.momentum * (accumulated[p] as number) + g;
        accumulated[p] = m;
        const direction = settings.nesterov ? g + settings.momentum * m : m;
        weights[p] = (weights[p] as number) - learningRate * direction;
      }
    },
  };
}

/**
 * Kingma and Ba (2015), in the order of operations proposed at the end of their section 2:
 * m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2;
 * w -= r sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon).
 */
function attachAdam(
  { beta1, beta2, epsilon }: AdamSettings,
  [beta1Power, beta2Power]: readonly [Power, Power],
  size: number,
): TensorUpdate {
  const m = new Float64Array(size);
  const v = new Float64Array(size);
  return {
    slots: { m, v },
    apply(weights, gradient, learningRate) {
      const rate = (learningRate * Math.sqrt(1 - beta2Power.get())) / (1 - beta1Power.get());
      for (let p = 0; p < weights.length; p += 1) {
        const g = gradient[p] as number;
        const mean = beta1 * (m[p] as number) + (1 - beta1) * g;
        const square = beta2 * (v[p] as number) + (1 - beta2) * g * g;
        m[p] = mean;
        v[p] = square;
        weights[p] = (weights[p] as number) - (rate * mean) / (Math.sqrt(square) + epsilon);
      }
    },
  };
}

/**
 * Kingma and Ba (2015), section 7.1: m as in Adam; v = max(beta2 v, |g|);
 * w -= r / (1 - beta1^t) m / (v + epsilon).
 */
function attachAdamax(
  { beta1, beta2, epsilon }: AdamSettings,
  beta1Power: Power,
  size: number,
): TensorUpdate {
  const m = new Float64Array(size);
  const v = new Float64Array(size);
  return {
    slots: { m, v },
    apply(weights, gradient, learningRate) {
      const rate = learningRate / (1 - beta1Power.get());
      for (let p = 0; p < weights.length; p += 1) {
        const g = gradient[p] as number;
        const mean = beta1 * (m[p] as number) + (1 - beta1) * g;
        const largest = Math.max(beta2 * (v[p] as number), Math.abs(g));
        m[p] = mean;
        v[p] = largest;
        weights[p] = (weights[p] as number) - (rate * mean) / (largest + epsilon);
      }
    },
  };
}

/**
 * Tieleman and Hinton (2012), lecture 6e: rms = decay rms + (1 - decay) g^2;
 * momentum' = momentum momentum' + r g / sqrt(rms + epsilon); w -= momentum'. Centered, Graves
 * (2013): the squared mean gradient is taken off rms under the root.
 */
function attachRmsprop(settings: Settings<'rmsprop'>, size: number): TensorUpdate {
  const { decay, centered, epsilon } = settings;
  const rms = new Float64Array(size);
  const mean = new Float64Array(centered ? size : 0);
  const accumulated = new Float64Array(size);
  return {
    slots: { rms, ...(centered && { mean }), momentum: accumulated },
    apply(weights, gradient, learningRate) {
      for (let p = 0; p < weights.length; p += 1) {
        const g = gradient[p] as number;
        let variance = decay * (rms[p] as number) + (1 - decay) * g * g;
        rms[p] = variance;
        if (centered) {
          const center = decay * (mean[p] as number) + (1 - decay) * g;
          mean[p] = center;
          variance -= center * center;
        }
        const scaled = (learningRate * g) / Math.sqrt(variance + epsilon);
        const decrement = settings.momentum * (accumulated[p] as number) + scaled;
        accumulated[p] = decrement;
        weights[p] = (weights[p] as number) - decrement;
      }
    },
  };
}

/** Duchi et al. (2011): accumulator += g^2; w -= r g / (sqrt(accumulator) + epsilon). */
function attachAdagrad(
  { initialAccumulator, epsilon }: Settings<'adagrad'>,
  size: number,
): TensorUpdate {
  const accumulator = new Float64Array(size).fill(initialAccumulator);
  return {
    slots: { accumulator },
    apply(weights, gradient, learningRate) {
      for (let p = 0; p < weights.length; p += 1) {
        const g = gradient[p] as number;
        const sum = (accumulator[p] as number) + g * g;
        accumulator[p] = sum;
        weights[p] = (weights[p] as number) - (learningRate * g) / (Math.sqrt(sum) + epsilon);
      }
    },
  };
}
