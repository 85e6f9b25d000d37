import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RecordedRun } from './read-results';

/**
 * The runs by which trials are ranked and settings are chosen: all but those that confirm a choice on
 * fresh seeds, which only what was chosen has.
 */
export function tuningRuns(
  { confirmSeeds }: Pick<ExperimentPlan, 'confirmSeeds'>,
  runs: readonly RecordedRun[],
): readonly RecordedRun[] {
  return confirmSeeds.length === 0
    ? runs
    : runs.filter(({ config }) => !confirmSeeds.includes(config.seed));
}
