import { describeChange, describeChanges } from '../../analysis/results/describe-change';
import { listDifferences } from '../../analysis/results/list-differences';
import type { PlannedRuns } from '../../analysis/results/read-results';
import { type OutdatedRun, type PlanSurvey, surveyPlan } from '../../analysis/results/survey-plan';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { replacedFolder } from '../../records/replaced/replaced-folder';
import { commandFor } from '../../util/process/command-for';
import { askYesOrNo } from '../ask-yes-or-no';
import { UsageError } from '../options/usage-error';
import { showPath } from '../output/show-path';
import { canAsk } from '../output/terminal';

/** Results of other settings up to this many are put aside without asking. */
const mostUnasked = 3;

/**
 * Asks before many results of other settings are put aside. A change of one value changes every
 * run of a grid: a smoke test would empty the folder of a day's work.
 *
 * @param isAgreed whether the command line says that they may go.
 * @returns how the folder stood.
 * @throws UsageError where nobody is there to ask, or the answer is no.
 */
export async function guardResults(
  reached: PlannedRuns,
  directory: ExperimentDirectory,
  isAgreed: boolean,
): Promise<PlanSurvey> {
  const { plan } = reached;
  const survey = surveyPlan(reached, directory);
  const losing = survey.outdated.filter(
    ({ hasResults, continuation }) => hasResults && continuation.kind !== 'behind',
  );
  if (isAgreed || losing.length <= mostUnasked) return survey;
  const folder = showPath(replacedFolder(directory));
  const finding = `${losing.length} of ${plan.runs.length} runs of ${plan.experiment} have results of other settings (${describeChanges(losing)})`;
  if (!canAsk()) {
    throw new UsageError(`${finding}; nothing was run`, { hint: adviseAgainstLoss(folder) });
  }
  if (await askYesOrNo(`${finding}. Move them to ${folder} and run?`)) return survey;
  throw new UsageError('Nothing was run', { hint: adviseAgainstLoss(folder) });
}

function adviseAgainstLoss(folder: string): string {
  const words = process.argv.slice(2);
  const isNamed = words.some((word) => word.startsWith('--results-dir'));
  const apart = isNamed
    ? 'name another folder with --results-dir'
    : commandFor(...words, '--results-dir', 'smoke');
  return `To try it apart from them: ${apart}\n  To move them to ${folder}: ${commandFor(...words, '--replace')}`;
}

/** What was moved before a grid began, and where it is; nothing where nothing was. */
export function describeReplacement(survey: PlanSurvey, directory: ExperimentDirectory): string[] {
  const { outdated, returning } = survey;
  const folder = showPath(replacedFolder(directory));
  const lines: string[] = [];
  const leaving = outdated.filter(({ continuation }) => continuation.kind !== 'behind');
  if (leaving.length > 0) {
    const results = leaving.length === 1 ? '1 earlier result' : `${leaving.length} earlier results`;
    lines.push(
      `${results} of other settings (${describeChanges(leaving)}) moved to ${folder}; running with those settings brings them back.`,
      ...describeObstacles(leaving),
    );
  }
  const staying = outdated.filter(({ continuation }) => continuation.kind === 'behind');
  if (staying.length > 0) {
    const runs = staying.length === 1 ? '1 run goes on' : `${staying.length} runs go on`;
    lines.push(
      `${runs} where training ended before (${describeChanges(staying)}); what there was is kept in ${folder} too.`,
    );
  }
  if (returning.size > 0) {
    const runs = returning.size === 1 ? '1 run has' : `${returning.size} runs have`;
    lines.push(`${runs} the results of an earlier time with these settings back.`);
  }
  return lines;
}

/** Why results that are nearly those of the same training were of no use. */
function describeObstacles(leaving: readonly OutdatedRun[]): string[] {
  const reasons = leaving.flatMap(({ continuation }) =>
    continuation.kind === 'none' && continuation.reason !== undefined ? [continuation.reason] : [],
  );
  return [...new Set(reasons)].map((reason) => `  Training can't go on from them: ${reason}.`);
}

/** What is said of finished runs that serve although the spec has other steps on record by now. */
export function describeAdoption(drafted: ExperimentPlan, plan: ExperimentPlan): string[] {
  const known = new Map(plan.runs.map((run) => [run.runId, run]));
  const adopted = drafted.runs.flatMap((now) => {
    const then = known.get(now.runId);
    return then === undefined || then.configHash === now.configHash ? [] : [{ then, now }];
  });
  const [first] = adopted;
  if (first === undefined) return [];
  const change = describeChange(listDifferences(first.then.settings, first.now.settings));
  const runs =
    adopted.length === 1 ? '1 run keeps its result' : `${adopted.length} runs keep their results`;
  return [
    `${runs}: what changed (${change}) only says what is put on record. To train again: --rerun all`,
  ];
}

/** Where the results of runs are that began anew because the command said so. */
export function describeRepetition(count: number, directory: ExperimentDirectory): string[] {
  if (count === 0) return [];
  const runs = count === 1 ? '1 run' : `${count} runs`;
  return [`${runs} began anew; what was there moved to ${showPath(replacedFolder(directory))}.`];
}
