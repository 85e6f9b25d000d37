import type { TensorUpdate, UpdateRule } from './update-rule';

/** Settings of Lion. */
export interface LionSettings {
  readonly type: 'lion';
  readonly beta1: number;
  readonly beta2: number;
  readonly weightDecay: number;
}

/** The rule of Lion. */
export function createLion(settings: LionSettings): UpdateRule {
  return { powers: [], attach: (size) => attachLion(settings, size) };
}

/**
 * Chen et al. (2023), algorithm 2: w -= r sign(beta1 m + (1 - beta1) g); m = beta2 m +
 * (1 - beta2) g.
 */
function attachLion({ beta1, beta2 }: LionSettings, size: number): TensorUpdate {
  const m = new Float64Array(size);
  return {
    slots: { m },
    apply(weights, gradient, learningRate) {
      for (let p = 0; p < weights.length; p += 1) {
        const g = gradient[p] as number;
        const mean = m[p] as number;
        const direction = Math.sign(beta1 * mean + (1 - beta1) * g);
        weights[p] = (weights[p] as number) - learningRate * direction;
        m[p] = beta2 * mean + (1 - beta2) * g;
      }
    },
  };
}
