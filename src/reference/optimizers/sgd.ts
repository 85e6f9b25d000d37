import type { TensorUpdate, UpdateRule } from './update-rule';

/** Gradient descent: w -= r g. */
export function createSgd(): UpdateRule {
  return { powers: [], attach: attachSgd };
}

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
