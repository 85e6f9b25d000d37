import type { Interval } from '../../src/analysis/statistics/estimate-mean';
import {
  estimateWithinRange,
  type RangeEstimate,
} from '../../src/analysis/statistics/means/estimate-within-range';
import { includeTestSample } from '../../src/analysis/statistics/means/include-test-sample';
import { createRandom, type Random } from '../../src/util/random';
import { deriveSeed } from '../../src/util/seed';
import type { Figure, SimulationOptions } from './figure';
import { failingShape, humpedShapes, type ScoreShape } from './score-shapes';

const event = 'the 95 % interval holds the mean';

/** How often the intervals of a mean hold it, of those that are given. */
export function simulateIntervals(
  seedCounts: readonly number[],
  { experiments, seed }: SimulationOptions,
): Figure[] {
  return seedCounts.flatMap((seeds) =>
    humpedShapes.map((shape): Figure => {
      const subject = `${shape.name}, ${seeds} seeds`;
      const estimates = estimateMany(shape, seeds, experiments, deriveSeed(seed, subject));
      const given = estimates.flatMap(({ interval }) => interval ?? []);
      const refused = experiments - given.length;
      const width = medianWidth(given);
      return {
        subject,
        event,
        happened: given.filter((interval) => holds(interval, shape.mean)).length,
        count: given.length,
        ...(seeds < 5 ? {} : { limit: { kind: 'atLeast', share: 0.92 } }),
        note: `median width ${width.toPrecision(2)}${refused === 0 ? '' : `; ${refused} of ${experiments} refused`}`,
      };
    }),
  );
}

/** How often scores of seeds that fail are flagged as two groups or their mean is held, where both show. */
export function simulateFailures(
  seedCounts: readonly number[],
  { experiments, seed }: SimulationOptions,
): Figure[] {
  const shapes = [0.1, 0.2, 1 / 3].map(failingShape);
  return seedCounts.flatMap((seeds) =>
    shapes.map((shape): Figure => {
      const subject = `${shape.name}, ${seeds} seeds`;
      const estimates = estimateMany(shape, seeds, experiments, deriveSeed(seed, subject));
      const shown = estimates.filter(({ stddev = 0 }) => stddev > 0.05);
      const isHonest = ({ interval, humps }: RangeEstimate): boolean =>
        humps !== undefined || interval === undefined || holds(interval, shape.mean);
      const hidden = (100 * (experiments - shown.length)) / experiments;
      return {
        subject,
        event: 'flagged, refused or the mean is held, where some fail and some do not',
        happened: shown.filter(isHonest).length,
        count: shown.length,
        limit: { kind: 'atLeast', share: 0.92 },
        note: `in ${hidden.toFixed(0)} % all seeds went one way`,
      };
    }),
  );
}

/** How often the interval that covers the test sample too holds the accuracy on all examples there are. */
export function simulateTestSamples({ experiments, seed }: SimulationOptions): Figure[] {
  return [200, 2000].flatMap((examples) =>
    [5, 10].map((seeds): Figure => {
      const subject = `accuracy on ${examples} test examples, ${seeds} seeds`;
      const random = createRandom(deriveSeed(seed, subject));
      const counts = Array.from({ length: experiments }, () => {
        const { values, mean } = drawOnExamples(examples, seeds, random);
        const { mean: center, interval } = estimateWithinRange(values, { low: 0, high: 1 });
        if (interval === undefined) return { seedsOnly: true, both: true };
        const both = includeTestSample(center, interval, examples);
        return { seedsOnly: holds(interval, mean), both: holds(both, mean) };
      });
      const seedsOnly = counts.filter((one) => one.seedsOnly).length;
      return {
        subject,
        event: 'the interval over seeds and examples holds the mean',
        happened: counts.filter(({ both }) => both).length,
        count: experiments,
        limit: { kind: 'atLeast', share: 0.92 },
        note: `over seeds alone ${((100 * seedsOnly) / experiments).toFixed(0)} %`,
      };
    }),
  );
}

/**
 * Most examples are right or wrong in all runs alike, as of real networks: 93 % always right, 3 % always
 * wrong, and the others right in every other run.
 */
function drawOnExamples(examples: number, seeds: number, random: Random) {
  const chances = Array.from({ length: examples }, () => {
    const kind = random.uniform();
    if (kind < 0.93) return 1;
    return kind < 0.96 ? 0 : 0.5;
  });
  const values = Array.from({ length: seeds }, () => {
    const right = chances.filter((chance) => random.uniform() < chance);
    return right.length / examples;
  });
  return { values, mean: 0.95 };
}

function estimateMany(
  shape: ScoreShape,
  seeds: number,
  experiments: number,
  seed: number,
): RangeEstimate[] {
  const random = createRandom(seed);
  const high = shape.metric === 'accuracy' ? 1 : Number.POSITIVE_INFINITY;
  return Array.from({ length: experiments }, () =>
    estimateWithinRange(
      Array.from({ length: seeds }, () => shape.draw(random)),
      { low: 0, high },
    ),
  );
}

function holds({ low, high }: Interval, value: number): boolean {
  return low <= value + 1e-12 && value - 1e-12 <= high;
}

function medianWidth(intervals: readonly Interval[]): number {
  const widths = intervals.map(({ low, high }) => high - low).toSorted((a, b) => a - b);
  return widths[Math.floor(widths.length / 2)] ?? Number.NaN;
}
