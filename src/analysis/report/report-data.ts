import { type RecordedFindings, readFindingsFile } from '../../records/findings-file';
import type { JsonReading } from '../../records/read-json-file';
import type { ClaimResult } from '../claims/claim-result';
import { evaluateClaims } from '../claims/evaluate-claim';
import type { RankedGroup } from '../comparison/compare-groups';
import { type RankedAxes, rankAxes, rankTrials } from '../comparison/rank-trials';
import type { Mixture } from '../results/find-mixtures';
import { readMixtures } from '../results/read-mixtures';
import type { ExperimentResults, RecordedRun } from '../results/read-results';
import { answerTuned, type TunedAnswer } from '../tuning/answer-tuned';
import { findTunedAxes } from '../tuning/find-tuned-axes';

/** The effect of one axis over all settings of the others. */
export interface AxisEffect extends RankedAxes {
  readonly axis: string;
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
  /** What decides last digits and is not the same for all runs. */
  readonly mixtures: readonly Mixture[];
  /** Of every run, in the order of the plan. */
  readonly findings: readonly RunFindings[];
}

/** Computes what a report shows. */
export function gatherReport(results: ExperimentResults): ReportData {
  const { plan, runs } = results;
  const axes = Object.keys(plan.axes).filter(
    // Values that were drawn differ from one setting of the others to the next.
    (axis) => (plan.axes[axis]?.length ?? 0) > 1 && plan.sample?.axes[axis] === undefined,
  );
  const tunedAxes = findTunedAxes(plan, []);
  return {
    results,
    tuned: tunedAxes && answerTuned(plan, runs, tunedAxes),
    trials: rankTrials(plan, runs),
    effects: axes.map((axis) => ({ axis, ...rankAxes(plan, runs, [axis]) })),
    claims: evaluateClaims(results),
    mixtures: readMixtures(results),
    findings: runs.map((run) => ({ run, reading: readFindings(run) })),
  };
}

/** What is on record of what was noticed; results of other settings say nothing of these. */
function readFindings({ directory, status }: RecordedRun): RunFindings['reading'] {
  if (status.state === 'outdated') return { state: 'absent' };
  return readFindingsFile(directory.findingsFile);
}
