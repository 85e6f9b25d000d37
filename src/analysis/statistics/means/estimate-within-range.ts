import { exactBinomialInterval } from '../binomial-interval';
import {
  estimateMean,
  fewestForInterval,
  type Interval,
  intervalOfMean,
  type MeanEstimate,
} from '../estimate-mean';
import { fewestSigns } from '../sign-test';
import { generalizedInterval } from './generalized-interval';
import { moveInside, scaleOf } from './metric-scale';
import { describeHumps, findTwoHumps, type TwoHumps } from './two-humps';

/** What values of a metric tell of its mean. */
export interface RangeEstimate extends MeanEstimate {
  /** The two groups that values fall into, where they do; the interval then is for their shares. */
  readonly humps: TwoHumps | undefined;
  /**
   * Why there is no interval (`oneValue`, `twoValues`, `noSpread`: fewer than six that are all the
   * same, `tooSkewed`: so few and skewed that the mean may be a thousand times what was seen), or why
   * it is wide (`fewValues`: three or four).
   */
  readonly doubt: 'oneValue' | 'twoValues' | 'noSpread' | 'tooSkewed' | 'fewValues' | undefined;
}

/** With fewer values an interval is wide, whatever they are. */
const fewestForNarrow = 5;

/** An interval up to more times the greatest value says nothing. */
const mostExtrapolated = 1000;

/**
 * Estimates the mean of a metric with a range. The interval stays within the range and keeps its 95 %
 * for few, skewed and near-the-end values: values are taken as normal on the scale of the range
 * (`scaleOf`), and the interval is for their mean as it stands, not for one on that scale
 * (`generalizedInterval`). Values at an end of the range, as accuracies of 1, come of rounding: the
 * interval then also holds that of Student's t. Values in two groups (`findTwoHumps`) have the
 * interval of the share of each group (Clopper and Pearson).
 *
 * @throws Error without values.
 */
export function estimateWithinRange(values: readonly number[], range: Interval): RangeEstimate {
  const { count, mean, stddev } = estimateMean(values);
  const about = { count, mean, stddev, humps: undefined, interval: undefined };
  if (stddev === undefined) return { ...about, doubt: 'oneValue' };
  if (stddev === 0) {
    return count < fewestSigns
      ? { ...about, doubt: 'noSpread' }
      : { ...about, interval: { low: mean, high: mean }, doubt: undefined };
  }
  if (count < fewestForInterval) return { ...about, doubt: 'twoValues' };
  const doubt = count < fewestForNarrow ? 'fewValues' : undefined;
  const inside = moveInside(values, range);
  const scale = scaleOf(range);
  const scaled = inside?.map(scale.toScale);
  const lowCount =
    scaled === undefined
      ? values.filter((value) => value === range.low).length
      : findTwoHumps(scaled);
  if (scaled === undefined || lowCount !== undefined) {
    const humps = describeHumps(values, lowCount ?? 0);
    return { ...about, humps, interval: intervalOfShares(humps), doubt };
  }
  const found = generalizedInterval(scaled, scale);
  const isRounded = values.some((value, index) => value !== inside?.[index]);
  const plain = isRounded ? intervalOfMean(mean, stddev, count) : { low: mean, high: mean };
  const interval = {
    low: Math.max(range.low, Math.min(found.low, plain.low)),
    high: Math.min(range.high, Math.max(found.high, plain.high)),
  };
  const isTelling =
    interval.high <= range.low + mostExtrapolated * (Math.max(...values) - range.low);
  return isTelling || scale.name === 'plain'
    ? { ...about, interval, doubt }
    : { ...about, doubt: 'tooSkewed' };
}

/** The mean of two groups, as their shares may be. */
function intervalOfShares({ low, high }: TwoHumps): Interval {
  const share = exactBinomialInterval(low.count, low.count + high.count);
  const meanAt = (lowShare: number): number => lowShare * low.mean + (1 - lowShare) * high.mean;
  return { low: meanAt(share.high), high: meanAt(share.low) };
}
