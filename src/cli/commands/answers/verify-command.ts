import fs from 'node:fs';
import path from 'node:path';
import {
  compareRepetition,
  type RepetitionReport,
} from '../../../analysis/comparison/compare-repetition';
import { findRun } from '../../../analysis/results/find-results';
import { type RunRecord, readRun } from '../../../analysis/results/read-run';
import { resolveDatasetSources } from '../../../datasets/dataset-sources';
import { repeatRun } from '../../../launch/repeat-run';
import { RunDirectory } from '../../../records/run-directory';
import { isFinal } from '../../../records/status';
import { maxThreads } from '../../../spec/max-threads';
import { makeTemporaryFolder, removeAbandonedFolders } from '../../../util/files/temporary-folder';
import { commandFor } from '../../../util/process/command-for';
import { listenForEnd } from '../../../util/process/ending-signals';
import { UserError } from '../../../util/user-error';
import { formatRepetition } from '../../answers/format-repetition';
import { exitCodes } from '../../exit-codes';
import { defineCommand } from '../../options/define-command';
import { countOption, requiredArgument, switchOption } from '../../options/option-kinds';
import type { OutputFormat } from '../../options/output-format';
import { chooseFormat, formatOptions } from '../../options/output-format';
import { resultsOptions } from '../../options/results-options';
import { dataOptions } from '../../options/spec-options';
import { print, printAnswer, printNote } from '../../output/print';
import { chooseVerbosity, openProgressView } from '../../output/progress-view';

/** `ablate verify RUN` */
export const verifyCommand = defineCommand({
  arguments: { run: requiredArgument('experiment/run or folder') },
  options: {
    ...resultsOptions(),
    ...formatOptions('run, isEqual, parting, environment'),
    ...dataOptions,
    threads: countOption('TensorFlow threads (default: as many as the run had)', {
      min: 1,
      max: maxThreads,
    }),
    keep: switchOption('Keep the folder of the repetition'),
    quiet: switchOption('Print only the answer'),
  },
  examples: ['verify quickstart/adam-lr1e-3_glorotUniform-s0'],
  run: (options) => verifyRun({ ...options, format: chooseFormat(options) }),
});

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

/** What programs get. */
interface VerifyAnswer extends RepetitionReport {
  readonly run: string;
  /** Folder of the repetition, where it was kept. */
  readonly repetition: string | undefined;
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
      printAnswer<VerifyAnswer>('verify', { run: original.config.runId, ...report, repetition });
    } else {
      print(formatRepetition(original, report));
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
  const stopListening = listenForEnd(() => {
    wasInterrupted = true;
    launch.kill();
  });
  const { status } = await launch.ended;
  stopListening();
  view.close();
  return { wasInterrupted, hasResult: isFinal(status) };
}
