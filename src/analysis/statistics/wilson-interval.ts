import type { Interval } from './estimate-mean';

/** The quantile of the standard normal distribution at 0.975. */
const z = 1.959963984540054;

/**
 * The 95 % interval of a rate by what was seen of it, Wilson (1927),
 * https://www.itl.nist.gov/div898/handbook/prc/section2/prc241.htm.
 *
 * @param count how often it could have happened, at least once.
 */
export function wilsonInterval(happened: number, count: number): Interval {
  const rate = happened / count;
  const scale = 1 + z ** 2 / count;
  const center = (rate + z ** 2 / (2 * count)) / scale;
  const spread = (rate * (1 - rate)) / count + z ** 2 / (4 * count ** 2);
  const halfWidth = (z * Math.sqrt(spread)) / scale;
  return { low: Math.max(0, center - halfWidth), high: Math.min(1, center + halfWidth) };
}
