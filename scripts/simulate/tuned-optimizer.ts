import { sampleVariance } from 'simple-statistics';
import type { TunedValue } from '../../src/analysis/statistics/tuning/compare-tuned';
import { estimateTuningLuck } from '../../src/analysis/statistics/tuning/tuning-luck';
import { createQuasiRandom } from '../../src/util/quasi-random';
import type { Random } from '../../src/util/random';
import { indexOfBest } from './simulate-comparisons';

/** Scores over four decades of rates, from 0 to 4. */
export const landscapes: Readonly<Record<string, (decade: number) => number>> = {
  'all rates equal': () => 0,
  'a gentle optimum': (decade) => -0.02 * (decade - 2) ** 2,
  'a steep optimum': (decade) => -0.2 * (decade - 1.7) ** 2,
  'an optimum before a cliff': (decade) => (decade > 3 ? -5 : -0.05 * (decade - 2.6) ** 2),
  'several optima': (decade) => -0.01 * Math.sin(9 * decade),
};

const [pointCount, confirmingSeeds] = [8, 10];

/** How an optimizer is tuned. */
export interface TuningSetting {
  readonly landscape: (decade: number) => number;
  readonly tuningSeeds: number;
  /** Standard deviation over seeds. */
  readonly spread: number;
}

/** Eight rates, drawn evenly. */
export function drawRates(random: Random): number[] {
  const sequence = createQuasiRandom(0, 1 + random.integer(2 ** 30));
  return Array.from({ length: pointCount }, (_, index) => 4 * sequence(index));
}

/** Tunes an optimizer over some rates, and runs what was chosen on ten fresh seeds. */
export function tuneOptimizer(
  decades: readonly number[],
  { landscape, tuningSeeds, spread }: TuningSetting,
  random: Random,
): TunedValue {
  const run = (decade: number, seeds: number) =>
    new Map(
      Array.from({ length: seeds }, (_, seed) => [
        seed,
        landscape(decade) + spread * random.normal(),
      ]),
    );
  const points = decades.map((decade) => run(decade, tuningSeeds));
  const confirming = run(decades[indexOfBest(points, true)] ?? 0, confirmingSeeds);
  const varianceOfRun = sampleVariance([...confirming.values()]);
  return {
    confirming,
    luck: estimateTuningLuck({ points, isGreaterBetter: true, varianceOfRun }),
  };
}
