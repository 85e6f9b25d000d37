import { quantileSorted } from 'simple-statistics';
import { createRandom } from '../../util/random';
import { deriveSeed } from '../../util/seed';
import { confidence, type Interval } from './estimate-mean';

const resampleCount = 10_000;

/**
 * A statistic of each of 10,000 resamples of units, ascending: the bootstrap (Efron, 1979), drawn from a
 * fixed seed, so that the same results always give the same interval.
 *
 * @param units at least `fewestSigns`: with fewer no interval of a median can have 95 %.
 * @param theta the statistic of some units, some of them several times.
 */
export function resample<Unit>(
  units: readonly Unit[],
  theta: (units: readonly Unit[]) => number,
): number[] {
  const random = createRandom(deriveSeed(0, 'bootstrap'));
  const draw = (): Unit[] => units.flatMap(() => units[random.integer(units.length)] ?? []);
  return Array.from({ length: resampleCount }, () => theta(draw())).sort((a, b) => a - b);
}

/** The middle 95 % of ascending estimates. */
export function percentileInterval(estimates: readonly number[]): Interval {
  const sorted = [...estimates];
  return {
    low: quantileSorted(sorted, (1 - confidence) / 2),
    high: quantileSorted(sorted, (1 + confidence) / 2),
  };
}
