import type { TensorUpdate, UpdateRule } from './update-rule';

/** Settings of Adadelta. */
export interface AdadeltaSettings {
  readonly type: 'adadelta';
  readonly decay: number;
  readonly epsilon: number;
}

/** The rule of Adadelta. */
export function createAdadelta(settings: AdadeltaSettings): UpdateRule {
  return { powers: [], attach: (size) => attachAdadelta(settings, size) };
}

/**
 * Zeiler (2012), algorithm 1, with the learning rate of later implementations: v = decay v +
 * (1 - decay) g^2; d = sqrt(u + epsilon) / sqrt(v + epsilon) g; u = decay u + (1 - decay) d^2;
 * w -= r d.
 */
function attachAdadelta({ decay, epsilon }: AdadeltaSettings, size: number): TensorUpdate {
  const squares = new Float64Array(size);
  const moves = new Float64Array(size);
  return {
    slots: { v: squares, u: moves },
    apply(weights, gradient, learningRate) {
      for (let p = 0; p < weights.length; p += 1) {
        const g = gradient[p] as number;
        const v = decay * (squares[p] as number) + (1 - decay) * g * g;
        const u = moves[p] as number;
        const move = (Math.sqrt(u + epsilon) / Math.sqrt(v + epsilon)) * g;
        squares[p] = v;
        moves[p] = decay * u + (1 - decay) * move * move;
        weights[p] = (weights[p] as number) - learningRate * move;
      }
    },
  };
}
