import { readPlannedRuns } from '../../analysis/results/read-results';
import type { PlanSurvey } from '../../analysis/results/survey-plan';
import { resumeStages } from '../../analysis/stages/resume-stages';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import { askMeant } from '../../spec/mistakes/nearest-name';
import { removeAbandonedFolders } from '../../util/files/temporary-folder';
import { UserError } from '../../util/user-error';
import { formatData } from '../answers/format-data';
import { formatTestSelection } from '../answers/format-test-selection';
import { exitCodes } from '../exit-codes';
import { type LoadedPlans, loadPlans } from '../load-plans';
import { printAnswer, printNote } from '../output/print';
import { reportProblems, reportWarnings } from '../report-problems';
import type { GridAnswer } from './answer-experiment';
import { describeAdoption, guardResults } from './guard-results';
import { directoryOf, type RunOptions, runExperiment } from './run-experiment';

/** What programs get: each experiment, its trials compared, and how its grid went. */
interface RunAnswers {
  readonly experiments: readonly GridAnswer[];
}

/**
 * Runs experiments one after the other; returns the exit code.
 *
 * @param loaded their plans, of a command that needs them itself.
 */
export async function runExperiments(options: RunOptions, loaded?: LoadedPlans): Promise<number> {
  const { plans, problems, warnings, sources } = loaded ?? (await loadPlans(options));
  if (!options.quiet) reportWarnings(warnings);
  if (problems.length > 0) {
    reportProblems(problems, options.format === 'table' ? 'table' : 'json');
    return exitCodes.usage;
  }
  checkNamesDiffer(plans);
  removeAbandonedFolders();
  const selection = formatTestSelection(plans);
  if (selection !== undefined && !options.quiet) printNote(selection);
  const data = options.quiet ? undefined : formatData(plans);
  if (data !== undefined) printNote(data);
  const surveys = new Map<ExperimentPlan, PlanSurvey>();
  for (const drafted of plans) {
    const directory = directoryOf(drafted, options);
    const reached = options.fresh
      ? { plan: drafted, runs: readPlannedRuns(drafted, directory) }
      : resumeStages(drafted, directory, (run) => isNamedToRerun(run, options));
    const { plan } = reached;
    checkRerun(plan, options);
    if (!options.quiet) describeAdoption(drafted, plan).forEach(printNote);
    const isAgreed = options.fresh || options.replace || options.rerun?.includes('all') === true;
    surveys.set(plan, await guardResults(reached, directory, isAgreed));
  }
  let exitCode: number = exitCodes.ok;
  const answers: GridAnswer[] = [];
  for (const [plan, survey] of surveys) {
    const { code, answer } = await runExperiment(plan, survey, sources, options);
    exitCode = Math.max(exitCode, code);
    if (answer !== undefined) answers.push(answer);
    if (code === exitCodes.interrupted) break;
  }
  if (options.format === 'json') printAnswer<RunAnswers>('run', { experiments: answers });
  return exitCode;
}

/** Two specs of one name would take turns in overwriting each other's results. */
export function checkNamesDiffer(plans: readonly ExperimentPlan[]): void {
  const names = plans.map(({ experiment }) => experiment);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice === undefined) return;
  throw new UserError(`More than one of the specs is named ${twice}`, {
    hint: 'Results stand under the name: give each spec its own, or run them one after the other.',
  });
}

function isNamedToRerun({ runId }: RunConfig, { rerun = [] }: RunOptions): boolean {
  return rerun.includes('all') || rerun.includes(runId);
}

function checkRerun(plan: ExperimentPlan, { rerun = [] }: RunOptions): void {
  const known = ['failed', 'all', ...plan.runs.map(({ runId }) => runId)];
  const unknown = rerun.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new UserError(`--rerun ${unknown}: ${plan.experiment} has no such run`, {
    hint: askMeant(unknown, known, '') ?? 'Say failed, all, or the id of a run.',
  });
}
