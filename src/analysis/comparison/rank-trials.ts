import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RankingMetric } from '../../spec/metric-schema';
import type { RecordedRun } from '../results/read-results';
import { tuningRuns } from '../results/tuning-runs';
import { listRaceLooks } from '../stages/list-race-looks';
import { compareGroups, type RankedGroup } from './compare-groups';
import { type AxisGroups, groupByAxes } from './group-by-axes';
import { groupByTrial } from './group-runs';

/** Ranks the trials of an experiment by the runs that compete, with all looks of a race counted. */
export function rankTrials(
  plan: ExperimentPlan,
  runs: readonly RecordedRun[],
  metric: RankingMetric = plan.metric,
): RankedGroup[] {
  const competing = tuningRuns(plan, runs);
  return compareGroups(groupByTrial(competing, metric.name), metric, listRaceLooks(plan));
}

/** The values of axes, ranked. */
export type RankedAxes = Omit<AxisGroups, 'groups'> & { readonly groups: readonly RankedGroup[] };

/**
 * Ranks the values of axes, averaged over the others. After a race it takes the first seeds alone, which
 * every trial has: who has more was chosen by the results.
 *
 * @param given names of axes, as `resolveAxis` takes them.
 * @throws UserError where a name is no axis, or could be several.
 */
export function rankAxes(
  plan: ExperimentPlan,
  runs: readonly RecordedRun[],
  given: readonly string[],
  metric: RankingMetric = plan.metric,
): RankedAxes {
  const competing = tuningRuns(plan, runs);
  const common =
    plan.mostSeeds === null
      ? competing
      : competing.filter(({ config }) => plan.seeds.includes(config.seed));
  const axes = groupByAxes(common, given, metric.name);
  return { ...axes, groups: compareGroups(axes.groups, metric) };
}
