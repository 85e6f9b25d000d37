import { createRandom } from '../../../util/random';
import { deriveSeed } from '../../../util/seed';
import { measureTrials, tabulateSeeds } from '../best/seed-table';
import type { BySeed } from '../best/subtract-by-seed';

const drawCount = 1000;

/** What a value was tuned on: each point that was tried, with its scores by tuning seed. */
export interface TuningPoints {
  /** What points are chosen by; those without a score do not count. */
  readonly points: readonly BySeed[];
  /** What counts of each point, where that is not what it is chosen by, as a score on test data. */
  readonly counted?: readonly BySeed[];
  readonly isGreaterBetter: boolean;
  /** Variance of a run over seeds, where a single tuning seed cannot show it. */
  readonly varianceOfRun: number;
}

/**
 * How much the score of the chosen point depends on the luck of the tuning seeds: its variance, were
 * the choice made again. Each point's mean is drawn anew around the one seen, with twice its squared
 * standard error, because the one seen is a draw too; the best is chosen, and counts with the mean
 * that was seen. By 1,000 draws from a fixed seed.
 *
 * Without it, two optimizers that are equal are told apart in up to 20 % of experiments, because
 * noise chose a slightly better rate for one of them, and fresh seeds confirm that it is better.
 */
export function estimateTuningLuck(tuning: TuningPoints): number {
  const { means, errors, counted } = measurePoints(tuning);
  if (means.length < 2) return 0;
  const random = createRandom(deriveSeed(0, `tuning-luck/${means.length}`));
  let [sum, squares] = [0, 0];
  const offset = counted[means.indexOf(Math.max(...means))] ?? 0;
  for (let draw = 0; draw < drawCount; draw += 1) {
    let [highest, chosen] = [Number.NEGATIVE_INFINITY, 0];
    for (const [point, center] of means.entries()) {
      const height = center + Math.sqrt(2 * (errors[point] ?? 0)) * random.normal();
      if (height > highest) [highest, chosen] = [height, counted[point] ?? 0];
    }
    sum += chosen - offset;
    squares += (chosen - offset) ** 2;
  }
  return Math.max(0, squares / drawCount - (sum / drawCount) ** 2);
}

/**
 * Means of points, greater is better, and their squared standard errors, each over its own seeds: a
 * race gives more of them to some. How far seeds spread is measured on those that all points have.
 */
function measurePoints({
  points: all,
  counted = all,
  isGreaterBetter,
  varianceOfRun,
}: TuningPoints) {
  const places = all.flatMap(({ size }, place) =>
    size > 0 && (counted[place]?.size ?? 0) > 0 ? [place] : [],
  );
  const points = places.flatMap((place) => all[place] ?? []);
  const sign = isGreaterBetter ? 1 : -1;
  const measured = {
    means: points.map((point) => sign * meanOf(point)),
    counted: places.map((place) => meanOf(counted[place] ?? new Map())),
  };
  const table = tabulateSeeds(points);
  const { seedCount } = table;
  if (seedCount < 2 || points.length < 2) {
    return { ...measured, errors: points.map(({ size }) => varianceOfRun / size) };
  }
  const { errors } = measureTrials(table);
  return {
    ...measured,
    errors: points.map(({ size }, point) => ((errors[point] ?? 0) * seedCount) / size),
  };
}

function meanOf(values: BySeed): number {
  return [...values.values()].reduce((total, value) => total + value, 0) / values.size;
}
