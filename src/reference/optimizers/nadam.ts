import type { AdamSettings } from './adam';
import type { TensorUpdate, UpdateRule } from './update-rule';

/** Settings of Nadam. */
export interface NadamSettings extends AdamSettings<'nadam'> {
  readonly momentumDecay: number;
}

/** The rule of Nadam. */
export function createNadam(settings: NadamSettings): UpdateRule {
  return { powers: [], attach: (size) => attachNadam(settings, size) };
}

/**
 * Dozat (2016), algorithm 2, with the schedule of its appendix: mu(t) = beta1 (1 - 0.96^(t
 * momentumDecay) / 2); m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2;
 * w -= r (mu(t + 1) m / (1 - mu(1) ... mu(t + 1)) + (1 - mu(t)) g / (1 - mu(1) ... mu(t))) /
 * (sqrt(v / (1 - beta2^t)) + epsilon).
 */
function attachNadam(settings: NadamSettings, size: number): TensorUpdate {
  const { beta1, beta2, epsilon, momentumDecay } = settings;
  const m = new Float64Array(size);
  const v = new Float64Array(size);
  const mu = (step: number): number => beta1 * (1 - 0.5 * 0.96 ** (step * momentumDecay));
  return {
    slots: { m, v },
    apply(weights, gradient, learningRate, step) {
      let product = 1;
      for (let earlier = 1; earlier <= step; earlier += 1) product *= mu(earlier);
      const meanRate = (learningRate * mu(step + 1)) / (1 - product * mu(step + 1));
      const gradientRate = (learningRate * (1 - mu(step))) / (1 - product);
      const seen = 1 - beta2 ** step;
      for (let p = 0; p < weights.length; p += 1) {
        const g = gradient[p] as number;
        const mean = beta1 * (m[p] as number) + (1 - beta1) * g;
        const square = beta2 * (v[p] as number) + (1 - beta2) * g * g;
        m[p] = mean;
        v[p] = square;
        const root = Math.sqrt(square / seen) + epsilon;
        weights[p] = (weights[p] as number) - (meanRate * mean + gradientRate * g) / root;
      }
    },
  };
}
