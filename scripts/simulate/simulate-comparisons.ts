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
      const isWrong = (): boolean =>
        listWorse(drawTrials(shape, size, random), shape.metric === 'accuracy').length > 0;
      return {
        subject: name,
        event: 'some trial is called worse',
        happened: countExperiments(experiments, isWrong),
        count: experiments,
        limit: { kind: 'atMost', share: 0.06 },
      };
    }),
  );
}

/**
 * How often some trial is called worse where all have the same mean, but not the same spread; shown
 * without a limit, because no test of so few seeds is exact there.
 */
export function simulateSpreads({ experiments, seed }: SimulationOptions): Figure[] {
  const spreads: Readonly<Record<string, (trial: number, trials: number) => number>> = {
    'one of them with 10 times the spread': (trial) => (trial === 0 ? 10 : 1),
    'half of them with 5 times the spread': (trial, trials) => (trial < trials / 2 ? 5 : 1),
  };
  return someSizes.flatMap(({ trials, seeds }) =>
    Object.entries(spreads).map(([name, spread]): Figure => {
      const subject = `${trials} trials of ${seeds} seeds with equal means, ${name}`;
      const random = createRandom(deriveSeed(seed, subject));
      const happened = countExperiments(experiments, () => {
        const centers = Array.from({ length: trials }, (_, trial) => spread(trial, trials));
        const drawn = centers.map((width) => drawNormal(0, width, seeds, random));
        return listWorse(drawn, true).length > 0;
      });
      return { subject, event: 'some trial is called worse', happened, count: experiments };
    }),
  );
}

/** How often trials that are three standard deviations of a run behind the best are told from it. */
export function simulatePower({ experiments, seed }: SimulationOptions): Figure[] {
  return someSizes.map(({ trials, seeds }): Figure => {
    const subject = `${trials} trials of ${seeds} seeds, all but one 3 standard deviations behind`;
    const random = createRandom(deriveSeed(seed, subject));
    const told = Array.from({ length: experiments }, () => {
      const drawn = Array.from({ length: trials }, (_, trial) =>
        drawNormal(trial === 0 ? 3 : 0, 1, seeds, random),
      );
      return listWorse(drawn, true).filter((trial) => trial !== 0).length;
    });
    const happened = told.reduce((sum, count) => sum + count, 0);
    return { subject, event: 'told from the best', happened, count: experiments * (trials - 1) };
  });
}

const someSizes = [3, 5, 10].flatMap((seeds) => [2, 6, 12].map((trials) => ({ trials, seeds })));

function drawNormal(center: number, width: number, seeds: number, random: Random) {
  return new Map(
    Array.from({ length: seeds }, (_, seed) => [seed, center + width * random.normal()]),
  );
}

function countExperiments(experiments: number, happens: () => boolean): number {
  return Array.from({ length: experiments }, happens).filter(Boolean).length;
}

function drawTrials(shape: ScoreShape, { trials, seeds }: ComparisonSize, random: Random) {
  return Array.from(
    { length: trials },
    () => new Map(Array.from({ length: seeds }, (_, seed) => [seed, shape.draw(random)])),
  );
}

/** The trials that are called worse than the best one. */
function listWorse(trials: readonly ReadonlyMap<number, number>[], isGreaterBetter: boolean) {
  const best = indexOfBest(trials, isGreaterBetter);
  return compareWithBest(trials, best, { isGreaterBetter }).flatMap((one, index) =>
    one?.isWorse ? [index] : [],
  );
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
