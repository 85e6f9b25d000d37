import type { AdamSettings } from './adam';
import { Power } from './power';
import type { TensorUpdate, UpdateRule } from './update-rule';

/** The rule of Adamax. */
export function createAdamax(settings: AdamSettings<'adamax'>): UpdateRule {
  const beta1Power = new Power('beta1_power', settings.beta1);
  return { powers: [beta1Power], attach: (size) => attachAdamax(settings, beta1Power, size) };
}

/**
 * Kingma and Ba (2015), section 7.1: m as in Adam; v = max(beta2 v, |g|);
 * w -= r / (1 - beta1^t) m / (v + epsilon).
 */
function attachAdamax(
  { beta1, beta2, epsilon }: AdamSettings<'adamax'>,
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
