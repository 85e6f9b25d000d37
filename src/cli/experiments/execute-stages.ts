import { type PlannedRuns, readPlannedRuns } from '../../analysis/results/read-results';
import type { PlanSurvey } from '../../analysis/results/survey-plan';
import { planNextStage, type Stage } from '../../analysis/stages/plan-next-stage';
import { resumeStages } from '../../analysis/stages/resume-stages';
import type { DatasetSources } from '../../datasets/dataset-sources';
import { defaultFailurePolicy, type FailurePolicy } from '../../launch/failure-policy';
import { launchGrid, type RunResult } from '../../launch/grid/launch-grid';
import { launchers } from '../../launch/registry';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { hasResult, type StatusReading } from '../../records/status';
import { openJsonProgress } from '../output/json-progress';
import { chooseVerbosity, openProgressView } from '../output/progress-view';
import { describeRepetition, describeReplacement } from './guard-results';
import { listenForInterruption } from './listen-for-interruption';

/** What the execution of a plan is told. */
export interface ExecutionOptions {
  readonly jobs: number | undefined;
  readonly isolate: boolean;
  /** Whether this command has planned the experiment; otherwise it helps. */
  readonly isOwner: boolean;
  /** Stop with checkpoints after so many milliseconds. */
  readonly deadlineMs?: number | undefined;
  readonly quiet: boolean;
  /** `json`: events as lines of JSON, in place of words for people. */
  readonly progress?: 'text' | 'json' | undefined;
  readonly retries: number;
  readonly failFast: boolean;
  readonly giveUpAfter: number;
  /** Seconds. */
  readonly timeout: number | undefined;
  readonly rerun: readonly string[] | undefined;
  readonly fresh: boolean;
}

/** How the runs of a stage went. */
interface StageExecution {
  /** Whether every run has a result. */
  readonly isWell: boolean;
  readonly isInterrupted: boolean;
  /** How the runs of the last stage stand. */
  readonly results: readonly RunResult[];
}

/** How the runs of an experiment went. */
export interface Execution extends StageExecution {
  /** What was reached, as it is on disk then. */
  readonly reached: PlannedRuns;
}

/** A plan under way, and what is to be told of it. */
interface StageContext {
  readonly directory: ExperimentDirectory;
  readonly sources: DatasetSources;
  readonly options: ExecutionOptions;
  /** Runs that this command has seen to: they do not begin anew once more. */
  readonly begun: Set<string>;
  /** When to stop, by `performance.now`. */
  readonly endAtMs: number | undefined;
}

/**
 * Runs what is missing of a plan, then what its results ask for: more seeds where a race is open,
 * fresh seeds for what was chosen.
 *
 * @param survey how the folder stood before, to be told.
 */
export async function executeStages(
  plan: ExperimentPlan,
  survey: PlanSurvey | undefined,
  given: Omit<StageContext, 'begun' | 'endAtMs'>,
): Promise<Execution> {
  const { directory, options } = given;
  const { deadlineMs } = options;
  const endAtMs = deadlineMs === undefined ? undefined : performance.now() + deadlineMs;
  const context = { ...given, endAtMs, begun: new Set<string>() };
  directory.prepare();
  const announce = (note: (text: string) => void): void => {
    if (!options.quiet) announcePlan(plan, note);
    if (survey === undefined) return;
    describeReplacement(survey, directory).forEach(note);
    if (!options.quiet) announceStrayRuns(survey.strays, note);
  };
  let execution = await executeStage(plan, context, announce);
  for (let reached = plan; ; ) {
    const runs = readPlannedRuns(reached, directory);
    const isOver = !execution.isWell || execution.isInterrupted;
    const stage = isOver ? undefined : planNextStage(reached, runs);
    if (stage === undefined) return { ...execution, reached: { plan: reached, runs } };
    reached = resumeStages(stage.plan, directory).plan;
    execution = await executeStage(reached, context, (note) => {
      if (!options.quiet) note(describeStage(stage));
    });
  }
}

async function executeStage(
  plan: ExperimentPlan,
  { directory, sources, options, begun, endAtMs }: StageContext,
  announce: (note: (text: string) => void) => void,
): Promise<StageExecution> {
  const view =
    options.progress === 'json'
      ? openJsonProgress(plan)
      : openProgressView(plan, chooseVerbosity(options.quiet));
  let trained = false;
  let repeatedCount = 0;
  const isFirst = begun.size === 0;
  const launch = await launchGrid(plan, {
    launcher: launchers.local,
    directory,
    sources: { folders: sources.folders, cacheFolder: sources.cacheFolder },
    jobs: options.jobs,
    isolate: options.isolate,
    isOwner: options.isOwner,
    policy: choosePolicy(options),
    beginsAnew: (run, status) => !begun.has(run.runId) && beginsAnew(run, status, options),
    listener(event) {
      trained ||= event.type === 'started';
      if (event.type === 'replaced' && event.replacement.kind === 'repeated') repeatedCount += 1;
      view.listener(event);
    },
  });
  for (const { runId } of plan.runs) begun.add(runId);
  announce(view.note);
  const timeLeftMs = endAtMs === undefined ? undefined : endAtMs - performance.now();
  const interruption = listenForInterruption(launch, view.note, timeLeftMs);
  const results = await launch.ended;
  interruption.close();
  describeRepetition(repeatedCount, directory).forEach(view.note);
  const isWell = results.every(({ status }) => status !== undefined && hasResult(status));
  if (isFirst && isWell && !trained && !options.quiet) {
    view.note('Every run has its result already.');
  }
  view.close();
  return { isWell, isInterrupted: interruption.happened(), results };
}

/** What a stage is about, in a sentence. */
function describeStage({ kind, runCount, trials, seedCount }: Stage): string {
  const runs = runCount === 1 ? '1 more run' : `${runCount} more runs`;
  const names = trials.slice(0, 5).join(', ') + (trials.length > 5 ? ', ...' : '');
  switch (kind) {
    case 'race':
      return `Not told apart yet, ${trials.length} trials go on to ${seedCount} seeds: ${runs} (${names})`;
    case 'confirmation':
      return `Chosen, and now confirmed on ${seedCount} fresh seeds: ${runs} (${names})`;
  }
}

function choosePolicy(options: ExecutionOptions): FailurePolicy {
  const { retries, failFast, giveUpAfter, timeout } = options;
  const timeoutMs = timeout === undefined ? undefined : timeout * 1000;
  return { ...defaultFailurePolicy, retries, failFast, giveUpAfter, timeoutMs };
}

/** What `--fresh` and `--rerun` say of a run. */
function beginsAnew(run: RunConfig, status: StatusReading, options: ExecutionOptions): boolean {
  const { fresh, rerun = [] } = options;
  if (fresh || rerun.includes('all') || rerun.includes(run.runId)) return true;
  return rerun.includes('failed') && (status.state === 'failed' || status.state === 'diverged');
}

function announcePlan(plan: ExperimentPlan, note: (text: string) => void): void {
  const datasets = [...new Set(plan.runs.map((run) => run.settings.dataset.name))].join(', ');
  const count = plan.runs.length === 1 ? '1 run' : `${plan.runs.length} runs`;
  note(`${plan.experiment}: ${count} on ${datasets}`);
  if (plan.question !== null) note(plan.question);
}

function announceStrayRuns(names: readonly string[], note: (text: string) => void): void {
  if (names.length === 0) return;
  const shown = names.slice(0, 5).join(', ') + (names.length > 5 ? ', ...' : '');
  const verb = names.length === 1 ? 'run is' : 'runs are';
  note(`${names.length} ${verb} in the folder but no longer in the spec: ${shown}`);
}
