import {
  type CurveDifference,
  findFirstDifference,
} from '../../../analysis/comparison/compare-curves';
import { formatMetric } from '../../../analysis/comparison/format-metric';
import { findRun } from '../../../analysis/results/find-results';
import { type Difference, listDifferences } from '../../../analysis/results/list-differences';
import { type RunRecord, readRun } from '../../../analysis/results/read-run';
import { type MetricsRow, readMetrics } from '../../../records/metrics/metrics-csv';
import { formatDuration } from '../../../util/format-duration';
import { UserError } from '../../../util/user-error';
import { exitCodes } from '../../exit-codes';
import { defineCommand } from '../../options/define-command';
import { requiredArgument } from '../../options/option-kinds';
import type { OutputFormat } from '../../options/output-format';
import { chooseFormat, formatOptions } from '../../options/output-format';
import { resultsOptions } from '../../options/results-options';
import { resultColors as colors } from '../../output/colors';
import { formatTable } from '../../output/format-table';
import { print, printAnswer } from '../../output/print';

/** `ablate diff RUN RUN` */
export const diffCommand = defineCommand({
  arguments: {
    run: requiredArgument('experiment/run or folder'),
    other: requiredArgument('experiment/run or folder'),
  },
  options: {
    ...resultsOptions(),
    ...formatOptions('runs, settings, environment, results, parting'),
  },
  run: (options) => diffRuns({ ...options, format: chooseFormat(options) }),
});

/** What `ablate diff` is told. */
export interface DiffOptions {
  readonly run: string;
  readonly other: string;
  readonly resultsDir: string;
  readonly format: OutputFormat;
}

/** What programs get. */
interface DiffAnswer {
  /** The ids of both runs: `first` and `second` of everything below. */
  readonly runs: readonly [string, string];
  readonly settings: readonly Difference[];
  readonly environment: readonly Difference[];
  /** State, final metrics and duration, equal or not. */
  readonly results: readonly Difference[];
  /** The first logged step that differs; null where all are equal. */
  readonly parting: CurveDifference | undefined;
  /** Whether both runs have metrics to compare. */
  readonly isComparable: boolean;
}

/** Shows what differs between two runs; returns the exit code. */
export function diffRuns({ run, other, resultsDir, format }: DiffOptions): number {
  const [first, second] = [run, other].map((name) => readRun(findRun(name, resultsDir)));
  if (first === undefined || second === undefined) return exitCodes.failed;
  const settings = listDifferences(
    { seed: first.config.seed, ...first.config.settings },
    { seed: second.config.seed, ...second.config.settings },
  );
  const environment = listDifferences(first.environment, second.environment);
  if (format === 'json') {
    const [a, b] = [rowsOf(first), rowsOf(second)];
    printAnswer<DiffAnswer>('diff', {
      runs: [first.config.runId, second.config.runId],
      settings,
      environment,
      results: listResults(first, second),
      parting: a === undefined || b === undefined ? undefined : findFirstDifference(a, b),
      isComparable: a !== undefined && b !== undefined,
    });
    return exitCodes.ok;
  }
  print(
    [
      formatSection('settings', settings, first, second),
      formatSection('environment', environment, first, second),
      formatResults(first, second),
      describeParting(first, second),
    ].join('\n\n'),
  );
  return exitCodes.ok;
}

function formatSection(
  title: string,
  differences: readonly Difference[],
  first: RunRecord,
  second: RunRecord,
): string {
  if (differences.length === 0) return `${colors.bold(title)}: equal`;
  const rows = differences.map((difference) => [
    difference.path,
    formatValue(difference.first),
    formatValue(difference.second),
  ]);
  return formatTable([title, first.config.runId, second.config.runId], rows);
}

function formatValue(value: unknown): string {
  if (value === undefined) return '-';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** State, final metrics and duration of both runs, for programs. */
function listResults(first: RunRecord, second: RunRecord): Difference[] {
  const [a, b] = [metricsOf(first), metricsOf(second)];
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const durationMs = ({ status }: RunRecord) =>
    'durationMs' in status ? status.durationMs : undefined;
  return [
    { path: 'state', first: first.status.state, second: second.status.state },
    ...names.map((name) => ({ path: name, first: a[name], second: b[name] })),
    { path: 'durationMs', first: durationMs(first), second: durationMs(second) },
  ];
}

function formatResults(first: RunRecord, second: RunRecord): string {
  const [a, b] = [metricsOf(first), metricsOf(second)];
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) =>
    name.includes('/'),
  );
  const show = (name: string, value: number | undefined): string =>
    value === undefined ? '-' : formatMetric(name, value);
  const rows = [
    ['state', first.status.state, second.status.state],
    ...names.map((name) => [name, show(name, a[name]), show(name, b[name])]),
    ['time', durationOf(first), durationOf(second)],
  ];
  return formatTable(['result', first.config.runId, second.config.runId], rows, [1, 2]);
}

function metricsOf({ status }: RunRecord): Readonly<Record<string, number>> {
  return 'metrics' in status ? status.metrics : {};
}

function durationOf({ status }: RunRecord): string {
  const durationMs = 'durationMs' in status ? status.durationMs : undefined;
  return durationMs === undefined ? '-' : formatDuration(durationMs);
}

function describeParting(first: RunRecord, second: RunRecord): string {
  const [a, b] = [rowsOf(first), rowsOf(second)];
  if (a === undefined || b === undefined) return 'One of the runs has no metrics yet.';
  const parting = findFirstDifference(a, b);
  if (parting === undefined) return `All ${a.length} logged steps are bit-equal.`;
  const { step, metric } = parting;
  const values = `${parting.first ?? 'nothing'} and ${parting.second ?? 'nothing'}`;
  return `They part at step ${step}, the first logged one that differs: ${metric} ${values}.`;
}

function rowsOf({ directory }: RunRecord): readonly MetricsRow[] | undefined {
  try {
    return readMetrics(directory.metricsFile).rows;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
