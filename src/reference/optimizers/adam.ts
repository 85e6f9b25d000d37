import { Power } from './power';
import type { TensorUpdate, UpdateRule } from './update-rule';

/** Settings of Adam, and of its kin. */
export interface AdamSettings<Type extends string = 'adam'> {
  readonly type: Type;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** The rule of Adam. */
export function createAdam(settings: Omit<AdamSettings, 'type'>): UpdateRule {
  const powers = [
    new Power('beta1_power', settings.beta1),
    new Power('beta2_power', settings.beta2),
  ] as const;
  return { powers, attach: (size) => attachAdam(settings, powers, size) };
}

/**
 * Kingma and Ba (2015), in the order of operations proposed at the end of their section 2:
 * m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2;
 * w -= r sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon).
 */
function attachAdam(
  { beta1, beta2, epsilon }: Omit<AdamSettings, 'type'>,
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
