import type { AxisValue, Combination } from '../../spec/axes/combination';
import { namesAxisValue } from '../../spec/axes/match-axis-value';
import {
  type DistributionSpec,
  listDistributions,
  type SampleSpec,
} from '../../spec/axes/sample-schema';
import { defaults } from '../../spec/defaults';
import { createQuasiRandom, type QuasiRandomSequence } from '../../util/quasi-random';
import { createRandom } from '../../util/random';
import { deriveSeed } from '../../util/seed';
import { formatStableJson } from '../../util/stable-json';

/** Combinations with what was drawn for each, or how many different points there are at most. */
export interface Sampling {
  readonly combinations: readonly Combination[];
  /** Combinations for which fewer different points than asked for were found. */
  readonly exhausted: readonly { readonly combination: Combination; readonly found: number }[];
}

/** Points that are looked at for each that is asked for, until enough of them differ. */
const drawsPerPoint = 50;

/**
 * Draws `count` points for each combination of the listed axes. A value depends on the seed, its
 * axis and the index of its point alone: a larger count keeps the points of a smaller one, and all
 * combinations draw the same points of the sequence. What was rounded or chosen twice is passed over.
 */
export function sampleCombinations(listed: readonly Combination[], sample: SampleSpec): Sampling {
  const draw = openSequences(sample);
  const exhausted: Sampling['exhausted'][number][] = [];
  const combinations = listed.flatMap((combination) => {
    const points = drawPoints(combination, sample, draw);
    if (points.length < sample.count) exhausted.push({ combination, found: points.length });
    return points.map((point) => [...combination, ...point]);
  });
  return { combinations, exhausted };
}

/** The distribution that an axis has in a combination; none where no `when` holds. */
export function distributionIn(
  combination: Combination,
  distributions: readonly DistributionSpec[],
): DistributionSpec | undefined {
  return distributions.find(({ when }) =>
    Object.entries(when ?? {}).every(([axis, named]) =>
      combination.some((chosen) => chosen.axis === axis && namesAxisValue(named, chosen.value)),
    ),
  );
}

function drawPoints(
  combination: Combination,
  { axes, count }: SampleSpec,
  draw: (axis: string, index: number) => number,
): Combination[] {
  const distributions = Object.entries(axes).flatMap(([axis, written]) => {
    const distribution = distributionIn(combination, listDistributions(written));
    return distribution === undefined ? [] : [{ axis, distribution }];
  });
  // Where nothing is drawn, there is one point.
  if (distributions.length === 0) return [[]];
  const points = new Map<string, Combination>();
  for (let index = 0; index < count * drawsPerPoint && points.size < count; index += 1) {
    const point = distributions.map(({ axis, distribution }): AxisValue => {
      const value = quantile(distribution, draw(axis, index));
      return { axis, value, section: 'sample', index };
    });
    const key = formatStableJson(point.map(({ value }) => value));
    if (!points.has(key)) points.set(key, point);
  }
  return [...points.values()];
}

/** Uniform values in [0, 1) by axis and index. */
function openSequences({ axes, method, seed }: SampleSpec) {
  const sequences = new Map<string, QuasiRandomSequence>(
    Object.keys(axes).map((axis, dimension) => {
      const axisSeed = deriveSeed(seed, `sample/${axis}`);
      return method === 'quasiRandom'
        ? [axis, createQuasiRandom(dimension, axisSeed)]
        : [axis, (index) => createRandom(deriveSeed(axisSeed, `${index}`)).uniform()];
    }),
  );
  return (axis: string, index: number): number => sequences.get(axis)?.(index) ?? 0;
}

/** The value below which a share of the distribution lies, rounded. */
function quantile(distribution: DistributionSpec, share: number): unknown {
  const { uniform, logUniform, intUniform, choice } = distribution;
  if (choice !== undefined) return choice[Math.floor(share * choice.length)];
  if (intUniform !== undefined) {
    const [low, high] = intUniform;
    return low + Math.floor(share * (high - low + 1));
  }
  if (logUniform !== undefined) {
    const [low, high] = logUniform;
    return round(low * (high / low) ** share, logUniform);
  }
  const [low, high] = uniform ?? [0, 1];
  return round(low + share * (high - low), [low, high]);
}

/** To as many digits as names show, but never out of its range. */
function round(value: number, [low, high]: readonly [number, number]): number {
  const rounded = Number(value.toPrecision(defaults.sampledDigits));
  return Math.min(Math.max(rounded, low), high);
}
