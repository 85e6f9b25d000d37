import { jStat } from 'jstat';
import { confidence, type Interval, type MeanEstimate, tQuantile } from '../estimate-mean';

/** Halvings of what a p-value may be, from 1/2 down to `leastP`. */
const bisections = 50;
const leastP = 1e-10;

/**
 * The 95 % interval of a mean over seeds, widened by the luck of what was chosen: distances of Student's
 * t and of a normal variable with the variance of the luck, added as squares (MOVER; Zou and Donner,
 * 2008), as `compareTuned` does.
 *
 * @param luck variance by `estimateTuningLuck`; the sum of those of several choices.
 */
export function widenByLuck(estimate: MeanEstimate, luck: number): Interval | undefined {
  if (estimate.interval === undefined || luck === 0) return estimate.interval;
  const halfWidth = halfWidthAt((1 - confidence) / 2, estimate, luck);
  return { low: estimate.mean - halfWidth, high: estimate.mean + halfWidth };
}

/**
 * One-sided p for a mean above a bound with the luck of a choice: the error at which an interval as
 * that of `widenByLuck` would end at the bound.
 *
 * @param luck above 0.
 */
export function testTunedMean(estimate: MeanEstimate, luck: number, bound: number): number {
  const excess = estimate.mean - bound;
  let [low, high] = [Math.log(leastP), Math.log(0.5)];
  for (let step = 0; step < bisections; step += 1) {
    const middle = (low + high) / 2;
    if (halfWidthAt(Math.exp(middle), estimate, luck) > Math.abs(excess)) low = middle;
    else high = middle;
  }
  const p = Math.exp(high);
  return excess >= 0 ? p : 1 - p;
}

function halfWidthAt(p: number, { count, stddev = 0 }: MeanEstimate, luck: number): number {
  const error = stddev === 0 ? 0 : (tQuantile(1 - p, count - 1) * stddev) / Math.sqrt(count);
  return Math.hypot(error, jStat.normal.inv(1 - p, 0, 1) * Math.sqrt(luck));
}
