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

/**
 * The same for a difference of two mean accuracies on the same examples: Newcombe's interval of a
 * difference (Interval estimation for the difference between independent proportions, 1998, method
 * 10). What both get wrong together is not known, so that it is taken for independent: an upper
 * bound, since models tend to fail on the same examples.
 *
 * @param means of both; the difference is the first minus the second.
 * @param seeds the interval of the difference over seeds.
 */
export function includeTestSampleInDifference(
  means: readonly [number, number],
  seeds: Interval,
  exampleCount: number,
): Interval {
  const [first, second] = means;
  const difference = first - second;
  const [a, b] = [first, second].map((mean) => wilsonInterval(mean * exampleCount, exampleCount));
  if (a === undefined || b === undefined) return seeds;
  return {
    low: difference - Math.hypot(difference - seeds.low, first - a.low, b.high - second),
    high: difference + Math.hypot(seeds.high - difference, a.high - first, second - b.low),
  };
}
