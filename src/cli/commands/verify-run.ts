import fs from 'node:fs';
import path from 'node:path';
import {
  compareRepetition,
  type RepetitionReport,
} from '../../analysis/comparison/compare-repetition';
import { findRun } from '../../analysis/results/find-results';
import { type RunRecord, readRun } from '../../analysis/results/read-run';
import { resolveDatasetSources } from '../../datasets/dataset-sources';
import { repeatRun } from '../../launch/repeat-run';
import { RunDirectory } from '../../records/run-directory';
import { isFinal } from '../../records/status';
import { makeTemporaryFolder, removeAbandonedFolders } from '../../util/files/temporary-folder';
import { commandFor } from '../../util/process/command-for';
import { endingSignals } from '../../util/process/ending-signals';
import { UserError } from '../../util/user-error';
import { exitCodes } from '../exit-codes';
import type { OutputFormat } from '../options/output-format';
import { resultColors as colors } from '../output/colors';
import { print, printAnswer, printNote } from '../output/print';
import { chooseVerbosity, openProgressView } from '../output/progress-view';

/** What `ablate verify` is told. */
export interface VerifyOptions {
  readonly run: string;
  readonly resultsDir: string;
  readonly dataDir: string | undefined;
  readonly threads: number | undefined;
  readonly keep: boolean;
  readonly quiet: boolean;
  readonly format: OutputFormat;
}

/** Runs a run again in a folder of its own and compares; returns the exit code. */
export async function verifyRun(options: VerifyOptions): Promise<number> {
  const original = findRunToVerify(options.run, options.resultsDir);
  removeAbandonedFolders();
  const folder = makeTemporaryFolder('verify');
  try {
    const directory = new RunDirectory(path.join(folder, original.config.runId));
    const { wasInterrupted, hasResult } = await repeat(original, directory, options);
    if (wasInterrupted) return exitCodes.interrupted;
    // The view has said why; its folder may hold nothing.
    if (!hasResult) return exitCodes.failed;
    const repeated = readRun(directory);
    const report = compareRepetition(original, repeated);
    if (options.format === 'json') {
      const repetition = options.keep ? directory.path : undefined;
      printAnswer('verify', { run: original.config.runId, ...report, repetition });
    } else {
      print(formatReport(original, report));
    }
    if (options.keep) printNote(`The repetition: ${directory.path}`);
    return report.isEqual ? exitCodes.ok : exitCodes.failed;
  } finally {
    if (!options.keep) fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Finds a run that has a result.
 *
 * @throws UserError where there is none, or it can't be read.
 */
export function findRunToVerify(name: string, resultsDir: string): RunRecord {
  const run = readRun(findRun(name, resultsDir));
  if (isFinal(run.status)) return run;
  throw new UserError(`${run.config.runId} has no result to verify: it is ${run.status.state}`, {
    hint: `Finish it first: ${commandFor('run')} SPEC goes on where it stands.`,
  });
}

async function repeat(
  { config, environment }: RunRecord,
  directory: RunDirectory,
  options: VerifyOptions,
): Promise<{ readonly wasInterrupted: boolean; readonly hasResult: boolean }> {
  const { dataDir, quiet } = options;
  const sources = resolveDatasetSources({ dataDir, download: true });
  const recorded = environment['threads'];
  const threads = options.threads ?? (typeof recorded === 'number' ? recorded : 1);
  const view = openProgressView(
    {
      runs: [config],
      rungs: [],
      halvingFactor: null,
      metric: { name: 'test/accuracy', goal: 'maximize' },
    },
    chooseVerbosity(quiet),
  );
  const launch = repeatRun(config, {
    directory,
    sources: { folders: sources.folders, cacheFolder: sources.cacheFolder },
    threads,
    listener: view.listener,
  });
  let wasInterrupted = false;
  const onSignal = (): void => {
    wasInterrupted = true;
    launch.kill();
  };
  const signals = endingSignals();
  for (const signal of signals) process.on(signal, onSignal);
  const { status } = await launch.ended;
  for (const signal of signals) process.off(signal, onSignal);
  view.close();
  return { wasInterrupted, hasResult: isFinal(status) };
}

function formatReport({ config }: RunRecord, report: RepetitionReport): string {
  const lines = report.isEqual
    ? [`${colors.green('bit-equal')}: ${config.runId}, ${describeEquality(report)}`]
    : [`${colors.red('different')}: ${config.runId}`, ...describeDifferences(report)];
  return [...lines, ...describeEnvironment(report)].join('\n');
}

function describeEquality({ stepCount, weightsAreEqual }: RepetitionReport): string {
  const metrics = `metrics of all ${stepCount} logged steps`;
  return weightsAreEqual === undefined ? metrics : `${metrics} and the final weights`;
}

function describeDifferences(report: RepetitionReport): string[] {
  const { parting, weightsAreEqual, end, result, contradiction } = report;
  const lines: string[] = [];
  if (contradiction !== undefined) lines.push(`  its own records contradict it: ${contradiction}`);
  if (parting !== undefined) {
    const { step, metric, first, second } = parting;
    const values = `${metric} was ${first ?? 'not there'} and is now ${second ?? 'not there'}`;
    lines.push(`  first logged step that differs: ${step} (${values})`);
  } else {
    lines.push('  the metrics of all logged steps are equal');
  }
  if (weightsAreEqual === false) lines.push('  the final weights differ');
  if (end !== undefined) lines.push(`  it ended ${end[0]}, now ${end[1]}`);
  for (const { path: name, first, second } of result) {
    lines.push(`  its status.json says ${name} ${show(first)}, now ${show(second)}`);
  }
  return lines;
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function describeEnvironment({ environment, isEqual }: RepetitionReport): string[] {
  if (environment.length === 0) {
    return isEqual ? [] : ['  the environment is the same'];
  }
  return [
    '  the environment differs:',
    ...environment.map(
      ({ path: name, first, second }) =>
        `    ${name}: ${JSON.stringify(first)}, now ${JSON.stringify(second)}`,
    ),
  ];
}
