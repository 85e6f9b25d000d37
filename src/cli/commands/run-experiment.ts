import path from 'node:path';
import { evaluateClaims } from '../../analysis/claims/evaluate-claim';
import { compareGroups } from '../../analysis/comparison/compare-groups';
import { groupByTrial } from '../../analysis/comparison/group-runs';
import { type RecordedRun, readResults } from '../../analysis/results/read-results';
import type { PlanSurvey } from '../../analysis/results/survey-plan';
import { writeRunsFile } from '../../analysis/results/write-runs-file';
import type { DatasetSources } from '../../datasets/dataset-sources';
import { defaultFailurePolicy, type FailurePolicy } from '../../launch/failure-policy';
import { launchGrid } from '../../launch/grid/launch-grid';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import { ExperimentDirectory } from '../../records/experiment-directory';
import { isFinal, type RunStatus, type StatusReading } from '../../records/status';
import { formatDuration } from '../../util/format-duration';
import { commandFor } from '../../util/process/command-for';
import { formatClaims } from '../answers/format-claims';
import { formatRanking } from '../answers/format-ranking';
import { type ComparisonAnswer, summariseComparison } from '../answers/summarise-comparison';
import { exitCodes } from '../exit-codes';
import { describeRepetition, describeReplacement } from '../guard-results';
import { listenForInterruption } from '../listen-for-interruption';
import type { OutputFormat } from '../options/output-format';
import type { SpecOptions } from '../options/spec-options';
import { print, printNote } from '../output/print';
import { chooseVerbosity, openProgressView } from '../output/progress-view';
import { showPath } from '../output/show-path';

/** What `ablate run` is told. */
export interface RunOptions extends SpecOptions {
  readonly resultsDir: string;
  readonly jobs: number | undefined;
  readonly quiet: boolean;
  readonly retries: number;
  readonly failFast: boolean;
  readonly giveUpAfter: number;
  /** Seconds. */
  readonly timeout: number | undefined;
  readonly rerun: readonly string[] | undefined;
  readonly fresh: boolean;
  /** Whether results of other settings may be put aside unasked, however many. */
  readonly replace: boolean;
  readonly checkClaims: boolean;
  /** `none` for a command that has an answer of its own. */
  readonly format: OutputFormat | 'none';
}

/** How a grid went. */
export interface GridAnswer extends ComparisonAnswer {
  readonly directory: string;
  /** Of this command, not of the runs. */
  readonly durationMs: number;
  readonly isInterrupted: boolean;
  readonly runs: readonly RunAnswer[];
}

/** How a run ended; `metrics` are the final ones, where it completed. */
interface RunAnswer {
  readonly run: string;
  readonly trial: string;
  readonly seed: number;
  readonly state: string;
  readonly step: number | undefined;
  readonly metrics: Readonly<Record<string, number>> | undefined;
  /** Of all its attempts. */
  readonly durationMs: number | undefined;
}

/** Runs what is missing of one experiment and ranks its trials. */
export async function runExperiment(
  plan: ExperimentPlan,
  survey: PlanSurvey,
  sources: DatasetSources,
  options: RunOptions,
): Promise<{ readonly code: number; readonly answer: GridAnswer }> {
  const directory = directoryOf(plan, options);
  directory.prepare();

  const started = performance.now();
  const view = openProgressView(plan, chooseVerbosity(options.quiet));
  if (!options.quiet) announce(plan, view.note);
  let trained = false;
  let repeatedCount = 0;
  const launch = await launchGrid(plan, {
    directory,
    sources: { folders: sources.folders, cacheFolder: sources.cacheFolder },
    jobs: options.jobs,
    policy: choosePolicy(options),
    beginsAnew: (run, status) => beginsAnew(run, status, options),
    listener(event) {
      trained ||= event.type === 'started';
      if (event.type === 'replaced' && event.replacement.kind === 'repeated') repeatedCount += 1;
      view.listener(event);
    },
  });
  describeReplacement(survey, directory).forEach(view.note);
  if (!options.quiet) {
    announceStrayRuns(survey.strays, view.note);
  }
  const interruption = listenForInterruption(launch, view.note);
  const results = await launch.ended;
  interruption.close();
  describeRepetition(repeatedCount, directory).forEach(view.note);
  const isWell = results.every(({ status }) => status !== undefined && hasResult(status));
  if (isWell && !trained && !options.quiet) view.note('Every run has its result already.');
  view.close();

  const recorded = readResults(directory);
  const ranked = compareGroups(groupByTrial(recorded.runs, plan.metric.name), plan.metric);
  if (options.format === 'table') print(formatRanking(ranked, plan.metric));
  writeRunsFile(directory, recorded);
  const claims = evaluateClaims(recorded);
  if (options.format === 'table' && claims.length > 0) print(`\n${formatClaims(claims)}`);
  if (!options.quiet) {
    const place = showPath(directory.path);
    printNote(`\nTook ${formatDuration(performance.now() - started)}. Results: ${place}`);
    printNote(`To see the answer with its evidence: ${commandFor('report', place)}`);
    printNote(`To see curves and histograms: ${commandFor('view', place)}`);
  }
  const answer = {
    ...summariseComparison(
      plan.experiment,
      ranked,
      { metric: plan.metric, groupTitle: 'trial' },
      claims,
    ),
    directory: directory.path,
    durationMs: performance.now() - started,
    isInterrupted: interruption.happened(),
    runs: recorded.runs.map(summariseRun),
  };
  const isShown = !options.checkClaims || claims.every(({ verdict }) => verdict === 'supported');
  if (interruption.happened()) return { code: exitCodes.interrupted, answer };
  return { code: isShown && isWell ? exitCodes.ok : exitCodes.failed, answer };
}

function summariseRun({ config, status, metrics, durationMs }: RecordedRun): RunAnswer {
  const { runId, trial, seed } = config;
  const step = 'step' in status ? status.step : undefined;
  return { run: runId, trial, seed, state: status.state, step, metrics, durationMs };
}

/** Whether a run went as planned: to its end, to a rung that its trial did not pass, or diverged. */
function hasResult(status: RunStatus): boolean {
  return isFinal(status) || status.state === 'stopped';
}

/** The folder of an experiment. */
export function directoryOf(plan: ExperimentPlan, { resultsDir }: RunOptions): ExperimentDirectory {
  return new ExperimentDirectory(path.join(resultsDir, plan.experiment));
}

function choosePolicy(options: RunOptions): FailurePolicy {
  const { retries, failFast, giveUpAfter, timeout } = options;
  const timeoutMs = timeout === undefined ? undefined : timeout * 1000;
  return { ...defaultFailurePolicy, retries, failFast, giveUpAfter, timeoutMs };
}

/** What `--fresh` and `--rerun` say of a run. */
function beginsAnew(run: RunConfig, status: StatusReading, options: RunOptions): boolean {
  const { fresh, rerun = [] } = options;
  if (fresh || rerun.includes('all') || rerun.includes(run.runId)) return true;
  return rerun.includes('failed') && (status.state === 'failed' || status.state === 'diverged');
}

function announce(plan: ExperimentPlan, note: (text: string) => void): void {
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
