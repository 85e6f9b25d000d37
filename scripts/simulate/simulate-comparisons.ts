import { compareWithBest } from '../../src/analysis/statistics/best/compare-with-best';
import { createRandom, type Random } from '../../src/util/random';
import { deriveSeed } from '../../src/util/seed';
import type { Figure, SimulationOptions } from './figure';
import { failingShape, humpedShapes, type ScoreShape } from './score-shapes';

/** How many trials with how many seeds each are compared. */
export interface ComparisonSize {
  readonly trials: number;
  readonly seeds: number;
}

/** 2 to 27 trials of 3, 5 and 10 seeds. */
export const comparisonSizes: readonly ComparisonSize[] = [3, 5, 10].flatMap((seeds) =>
  [2, 3, 6, 12, 27].map((trials) => ({ trials, seeds })),
);

/** Some of them, in little time. */
export const shortSizes: readonly ComparisonSize[] = [
  { trials: 2, seeds: 3 },
  { trials: 6, seeds: 3 },
  { trials: 6, seeds: 5 },
  { trials: 3, seeds: 10 },
];

const shapes = [...humpedShapes.filter(isDistinct), failingShape(0.1), failingShape(1 / 3)];

/** Comparisons know no scale, so that one shape of normal scores and one lognormal do for all. */
function isDistinct({ name }: ScoreShape): boolean {
  return !['0.5 ± 0.1', '1 ± 0.2', 'sigma 0.5'].some((other) => name.includes(other));
}

/** How often some trial of several equal ones is called worse, for each shape of scores and size. */
export function simulateComparisons(
  sizes: readonly ComparisonSize[],
  { experiments, seed }: SimulationOptions,
): Figure[] {
  return sizes.flatMap((size) =>
    shapes.map((shape): Figure => {
      const name = `${size.trials} equal trials of ${size.seeds} seeds: ${shape.name}`;
      const random = createRandom(deriveSeed(seed, name));
      const isWrong = (): boolean => callsWorse(drawTrials(shape, size, random), shape);
      return {
        subject: name,
        event: 'some trial is called worse',
        happened: Array.from({ length: experiments }, isWrong).filter(Boolean).length,
        count: experiments,
        limit: { kind: 'atMost', share: 0.06 },
      };
    }),
  );
}

function drawTrials(shape: ScoreShape, { trials, seeds }: ComparisonSize, random: Random) {
  return Array.from(
    { length: trials },
    () => new Map(Array.from({ length: seeds }, (_, seed) => [seed, shape.draw(random)])),
  );
}

function callsWorse(trials: readonly ReadonlyMap<number, number>[], shape: ScoreShape): boolean {
  const isGreaterBetter = shape.metric === 'accuracy';
  const best = indexOfBest(trials, isGreaterBetter);
  return compareWithBest(trials, best, { isGreaterBetter }).some((one) => one?.isWorse);
}

/** The trial with the best mean. */
export function indexOfBest(
  trials: readonly ReadonlyMap<number, number>[],
  isGreaterBetter: boolean,
): number {
  const heights = trials.map((trial) => {
    const mean = [...trial.values()].reduce((sum, value) => sum + value, 0) / trial.size;
    return isGreaterBetter ? mean : -mean;
  });
  return heights.indexOf(Math.max(...heights));
}
