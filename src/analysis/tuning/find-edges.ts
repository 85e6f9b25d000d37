import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import { distributionIn } from '../../plan/trials/sample-combinations';
import { type DistributionSpec, listDistributions } from '../../spec/axes/sample-schema';
import { formatYaml } from '../../spec/mistakes/describe-value';

/** A chosen value at an end of what was tried: better ones may lie beyond. */
export interface RangeEdge {
  readonly axis: string;
  readonly value: number;
  readonly side: 'low' | 'high';
  /** The end of the range, or the outermost value that was listed. */
  readonly end: number;
}

/** Values this near to an end of their range, as a share of it, count as at the end. */
const outerShare = 0.1;

/**
 * Finds tuned settings that were chosen at an end of their range: then the range was too narrow to
 * say how well the value of the question can do. Ranges that were drawn from evenly over decades are
 * measured so.
 *
 * @param chosen the values of all axes in the chosen trial.
 * @param tried the same of all trials that it was chosen from.
 */
export function findEdges(
  { sample, tune }: Pick<ExperimentPlan, 'sample' | 'tune'>,
  chosen: RunConfig['axisValues'],
  tried: readonly RunConfig['axisValues'][],
): RangeEdge[] {
  return tune.flatMap((axis): RangeEdge[] => {
    const value = chosen[axis];
    if (typeof value !== 'number') return [];
    const edge =
      sample?.axes[axis] === undefined
        ? edgeOfList(value, numbersOf(axis, tried))
        : edgeOfRange(value, findDistribution({ sample }, axis, chosen));
    return edge === undefined ? [] : [{ axis, value, ...edge }];
  });
}

/** `extend optimizer.learningRate below 1e-4` */
export function describeEdge({ axis, side, end }: RangeEdge): string {
  return `extend ${axis} ${side === 'low' ? 'below' : 'above'} ${formatYaml(end)}`;
}

/** What the values of an axis are drawn from in a trial; undefined where they are not. */
export function findDistribution(
  { sample }: Pick<ExperimentPlan, 'sample'>,
  axis: string,
  axisValues: RunConfig['axisValues'],
): DistributionSpec | undefined {
  const written = sample?.axes[axis];
  return written && distributionIn(combinationOf(axisValues), listDistributions(written));
}

type Place = Pick<RangeEdge, 'side' | 'end'>;

function edgeOfList(value: number, values: readonly number[]): Place | undefined {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (low === high) return undefined;
  if (value === low) return { side: 'low', end: low };
  return value === high ? { side: 'high', end: high } : undefined;
}

function edgeOfRange(value: number, distribution: DistributionSpec | undefined): Place | undefined {
  const { uniform, logUniform, intUniform } = distribution ?? {};
  const range = uniform ?? logUniform ?? intUniform;
  if (range === undefined) return undefined;
  const [low, high] = range;
  const share =
    logUniform === undefined
      ? (value - low) / (high - low)
      : Math.log(value / low) / Math.log(high / low);
  if (share <= outerShare) return { side: 'low', end: low };
  return share >= 1 - outerShare ? { side: 'high', end: high } : undefined;
}

function numbersOf(axis: string, tried: readonly RunConfig['axisValues'][]): number[] {
  return tried.flatMap(({ [axis]: value }) => (typeof value === 'number' ? [value] : []));
}

function combinationOf(axisValues: RunConfig['axisValues']) {
  return Object.entries(axisValues).map(([axis, value]) => ({
    axis,
    value,
    section: 'grid' as const,
    index: 0,
  }));
}
