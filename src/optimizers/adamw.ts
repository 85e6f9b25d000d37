import { adam } from './adam';
import { defineOptimizer } from './optimizer-kind';
import { betas, learningRate, weightDecay } from './shared-settings';

/** Loshchilov and Hutter (2019), algorithm 2. */
export const adamw = defineOptimizer({
  otherNames: ['adamweightdecay'],
  description:
    'Adam whose weights decay by themselves: w -= r weightDecay w, then the step of adam. `l2` adds the weights to the gradient instead, which Adam divides by its size: weights with large gradients then decay less.',
  settings: { ...learningRate(0.001), ...betas, ...weightDecay(0.01) },
  dividesBySize: true,
  buildRule: (settings) => ({ ...adam.buildRule(settings), weightDecay: settings.weightDecay }),
});
