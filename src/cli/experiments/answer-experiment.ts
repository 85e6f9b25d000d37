import { evaluateClaims } from '../../analysis/claims/evaluate-claim';
import { describeOptimism } from '../../analysis/comparison/describe-optimism';
import { describeRace } from '../../analysis/comparison/describe-race';
import { rankTrials } from '../../analysis/comparison/rank-trials';
import { readMixtures } from '../../analysis/results/read-mixtures';
import type { ExperimentResults, RecordedRun } from '../../analysis/results/read-results';
import { writeRunsFile } from '../../analysis/results/write-runs-file';
import { answerTuned } from '../../analysis/tuning/answer-tuned';
import { describeTunedBasis } from '../../analysis/tuning/describe-tuned';
import { findTunedAxes } from '../../analysis/tuning/find-tuned-axes';
import { formatDuration } from '../../util/format-duration';
import { commandFor } from '../../util/process/command-for';
import { formatClaims } from '../answers/format-claims';
import { formatRanking } from '../answers/format-ranking';
import { formatTuned } from '../answers/format-tuned';
import { type ComparisonAnswer, summariseComparison } from '../answers/summarise-comparison';
import { exitCodes } from '../exit-codes';
import type { OutputFormat } from '../options/output-format';
import { print, printNote } from '../output/print';
import { showPath } from '../output/show-path';

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

/** What is to be said of a grid. */
interface AnswerOptions {
  readonly quiet: boolean;
  readonly checkClaims: boolean;
  /** `none` for a command that has an answer of its own. */
  readonly format: OutputFormat | 'none';
}

/** How the command that asks went. */
interface CommandCourse {
  readonly isInterrupted: boolean;
  /** Whether every run has a result. */
  readonly isWell: boolean;
  /** When the command began, by `performance.now`. */
  readonly startedMs: number;
}

/**
 * Ranks the trials of an experiment, judges its claims and writes its table, from what is on disk; gives
 * the exit code, and answers where programs ask.
 */
export function answerExperiment(
  results: ExperimentResults,
  options: AnswerOptions,
  { isWell, isInterrupted, startedMs }: CommandCourse,
): { readonly code: number; readonly answer: GridAnswer | undefined } {
  const { directory, plan, runs } = results;
  const ranked = rankTrials(plan, runs);
  const tunedAxes = findTunedAxes(plan, []);
  const tuned = tunedAxes && answerTuned(plan, runs, tunedAxes);
  if (options.format === 'table') {
    if (tuned !== undefined) {
      printNote(describeTunedBasis(tuned));
      print(`${formatTuned(tuned, plan.metric.name, 'table')}\n`);
    }
    const raceNote = describeRace(plan);
    if (raceNote !== undefined) printNote(raceNote);
    print(formatRanking(ranked, plan.metric));
    const optimism = tuned === undefined ? describeOptimism(ranked, plan.metric) : undefined;
    if (optimism !== undefined) print(optimism);
    for (const { sentence } of readMixtures(results)) print(sentence);
  }
  writeRunsFile(directory, results);
  const claims = evaluateClaims(results);
  if (options.format === 'table' && claims.length > 0) print(`\n${formatClaims(claims)}`);
  if (!options.quiet) {
    const place = showPath(directory.path);
    printNote(`\nTook ${formatDuration(performance.now() - startedMs)}. Results: ${place}`);
    printNote(`To see the answer with its evidence: ${commandFor('report', place)}`);
    printNote(`To see curves and histograms: ${commandFor('view', place)}`);
  }
  const summarise = (): GridAnswer => ({
    ...summariseComparison(
      results,
      ranked,
      { metric: plan.metric, groupTitle: 'trial' },
      claims,
      tuned,
    ),
    directory: directory.path,
    durationMs: performance.now() - startedMs,
    isInterrupted,
    runs: runs.map(summariseRun),
  });
  const answer = options.format === 'json' ? summarise() : undefined;
  const isShown = !options.checkClaims || claims.every(({ verdict }) => verdict === 'supported');
  if (isInterrupted) return { code: exitCodes.interrupted, answer };
  return { code: isShown && isWell ? exitCodes.ok : exitCodes.failed, answer };
}

function summariseRun({ config, status, metrics, durationMs }: RecordedRun): RunAnswer {
  const { runId, trial, seed } = config;
  const step = 'step' in status ? status.step : undefined;
  return { run: runId, trial, seed, state: status.state, step, metrics, durationMs };
}
