import type { TensorUpdate, UpdateRule } from './update-rule';

/** Settings of momentum. */
export interface MomentumSettings {
  readonly type: 'momentum';
  readonly momentum: number;
  readonly nesterov: boolean;
}

/** The rule of momentum. */
export function createMomentum(settings: MomentumSettings): UpdateRule {
  return { powers: [], attach: (size) => attachMomentum(settings, size) };
}

/**
 * Polyak (1964): m = momentum m + g; w -= r m. Nesterov's form as in Sutskever et al. (2013):
 * w -= r (g + momentum m), with the new m.
 */
function attachMomentum(settings: MomentumSettings, size: number): TensorUpdate {
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
