import { type RecordedFindings, readFindingsFile } from '../../records/findings-file';
import type { JsonReading } from '../../records/read-json-file';
import type { ClaimResult } from '../claims/claim-result';
import { evaluateClaims } from '../claims/evaluate-claim';
import { compareGroups, type RankedGroup } from '../comparison/compare-groups';
import { type AxisGroups, groupByAxes } from '../comparison/group-by-axes';
import { groupByTrial } from '../comparison/group-runs';
import type { ExperimentResults, RecordedRun } from '../results/read-results';
import { tuningRuns } from '../results/tuning-runs';
import { answerTuned, type TunedAnswer } from '../tuning/answer-tuned';
import { findTunedAxes } from '../tuning/find-tuned-axes';

/** The effect of one axis over all settings of the others. */
export interface AxisEffect extends Pick<AxisGroups, 'bound' | 'sharedCount' | 'cellCount'> {
  readonly axis: string;
  readonly groups: readonly RankedGroup[];
}

/** A run with what was noticed about it when it ended. */
export interface RunFindings {
  readonly run: RecordedRun;
  readonly reading: JsonReading<RecordedFindings>;
}

/** All that a report computes of results. */
export interface ReportData {
  readonly results: ExperimentResults;
  /** The values of the question, each tuned, where axes are. */
  readonly tuned: TunedAnswer | undefined;
  readonly trials: readonly RankedGroup[];
  readonly effects: readonly AxisEffect[];
  readonly claims: readonly ClaimResult[];
  /** Of every run, in the order of the plan. */
  readonly findings: readonly RunFindings[];
}

/** Computes what a report shows. */
export function gatherReport(results: ExperimentResults): ReportData {
  const { plan, runs } = results;
  const { metric } = plan;
  const axes = Object.keys(plan.axes).filter(
    // Values that were drawn differ from one setting of the others to the next.
    (axis) => (plan.axes[axis]?.length ?? 0) > 1 && plan.sample?.axes[axis] === undefined,
  );
  const competing = tuningRuns(plan, runs);
  const tunedAxes = findTunedAxes(plan, []);
  return {
    results,
    tuned: tunedAxes && answerTuned(plan, runs, tunedAxes),
    trials: compareGroups(groupByTrial(competing, metric.name), metric),
    effects: axes.map((axis) => {
      const { groups, ...counts } = groupByAxes(competing, [axis], metric.name);
      return { axis, groups: compareGroups(groups, metric), ...counts };
    }),
    claims: evaluateClaims(results),
    findings: runs.map((run) => ({ run, reading: readFindings(run) })),
  };
}

/** What is on record of what was noticed; results of other settings say nothing of these. */
function readFindings({ directory, status }: RecordedRun): RunFindings['reading'] {
  if (status.state === 'outdated') return { state: 'absent' };
  return readFindingsFile(directory.findingsFile);
}
