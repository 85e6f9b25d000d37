import type { TensorUpdate, UpdateRule } from './update-rule';

/** Settings of RMSProp. */
export interface RmspropSettings {
  readonly type: 'rmsprop';
  readonly decay: number;
  readonly momentum: number;
  readonly centered: boolean;
  readonly epsilon: number;
}

/** The rule of RMSProp. */
export function createRmsprop(settings: RmspropSettings): UpdateRule {
  return { powers: [], attach: (size) => attachRmsprop(settings, size) };
}

/**
 * Tieleman and Hinton (2012), lecture 6e: rms = decay rms + (1 - decay) g^2;
 * momentum' = momentum momentum' + r g / sqrt(rms + epsilon); w -= momentum'. Centered, Graves
 * (2013): the squared mean gradient is taken off rms under the root.
 */
function attachRmsprop(settings: RmspropSettings, size: number): TensorUpdate {
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
