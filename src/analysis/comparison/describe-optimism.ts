import type { RankingMetric } from '../../spec/metric-schema';
import { estimateOptimism } from '../statistics/best/estimate-optimism';
import type { RankedGroup } from './compare-groups';
import { formatMetric } from './format-metric';

/**
 * Says by how much the best mean of a ranking is expected to be too good, because it was chosen for
 * being best; nothing where that rounds to none or can't be told.
 */
export function describeOptimism(
  groups: readonly RankedGroup[],
  { name, goal }: RankingMetric,
): string | undefined {
  const ended = groups.filter(({ standing }) => standing === 'ended');
  const optimism = estimateOptimism(
    ended.map(({ bySeed }) => bySeed),
    goal === 'maximize',
  );
  if (optimism === undefined || optimism <= 0) return undefined;
  const shown = formatMetric(name, optimism);
  if (Number(shown) === 0) return undefined;
  return `The best of ${ended.length} is so partly by luck: fresh seeds would give it about ${shown} ${goal === 'maximize' ? 'less' : 'more'}.`;
}
