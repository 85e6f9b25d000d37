import type { TensorUpdate, UpdateRule } from './update-rule';

/** Settings of Adagrad. */
export interface AdagradSettings {
  readonly type: 'adagrad';
  readonly initialAccumulator: number;
  readonly epsilon: number;
}

/** The rule of Adagrad. */
export function createAdagrad(settings: AdagradSettings): UpdateRule {
  return { powers: [], attach: (size) => attachAdagrad(settings, size) };
}

/** Duchi et al. (2011): accumulator += g^2; w -= r g / (sqrt(accumulator) + epsilon). */
function attachAdagrad(
  { initialAccumulator, epsilon }: AdagradSettings,
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
