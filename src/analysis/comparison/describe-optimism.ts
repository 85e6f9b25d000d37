import type { RankingMetric } from '../../spec/metric-schema';
import { estimateOptimism } from '../statistics/best/estimate-optimism';
import type { RankedGroup } from './compare-groups';
import { formatMetric } from './format-metric';

/**
 * By how much the best mean of a ranking is expected to be too good, because it was chosen for being
 * best; undefined where that can't be told.
 */
export function expectOptimism(
  groups: readonly RankedGroup[],
  { goal }: RankingMetric,
): number | undefined {
  return estimateOptimism(
    listEnded(groups).map(({ bySeed }) => bySeed),
    goal === 'maximize',
  );
}

/** The same in a sentence; nothing where it rounds to none. */
export function describeOptimism(
  groups: readonly RankedGroup[],
  metric: RankingMetric,
): string | undefined {
  const optimism = expectOptimism(groups, metric);
  if (optimism === undefined || optimism <= 0) return undefined;
  const shown = formatMetric(metric.name, optimism);
  if (Number(shown) === 0) return undefined;
  const less = metric.goal === 'maximize' ? 'less' : 'more';
  return `The best of ${listEnded(groups).length} is so partly by luck: fresh seeds would give it about ${shown} ${less}.`;
}

/** Those that could be chosen in the end: what left a race early could not. */
function listEnded(groups: readonly RankedGroup[]): readonly RankedGroup[] {
  return groups.filter(
    ({ standing, toBest }) => standing === 'ended' && toBest?.race?.isOut !== true,
  );
}
