import type { Interval } from '../estimate-mean';
import { wilsonInterval } from '../wilson-interval';

/**
 * Widens the interval of a mean accuracy, which covers what another draw of seeds would give, to
 * cover another draw of test examples too: distances of both to the mean, added as squares (MOVER;
 * Zou and Donner, Construction of confidence limits about effect measures, 2008), with Wilson's
 * interval for the examples. All runs see the same examples, so that the mean over seeds is as
 * uncertain in them as a single run is.
 *
 * @param exampleCount of the test set.
 */
export function includeTestSample(mean: number, seeds: Interval, exampleCount: number): Interval {
  const examples = wilsonInterval(mean * exampleCount, exampleCount);
  return {
    low: Math.max(0, mean - Math.hypot(mean - seeds.low, mean - examples.low)),
    high: Math.min(1, mean + Math.hypot(seeds.high - mean, examples.high - mean)),
  };
}
