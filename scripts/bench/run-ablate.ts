import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { ExperimentDirectory } from '../../src/records/experiment-directory';
import type { RunDirectory } from '../../src/records/run-directory';
import { readStatus } from '../../src/records/status';
import { mainFile } from '../../src/util/process/package-version';
import { PROJECT_ROOT } from '../project-root';
import type { Absence } from './contestant';

/** The experiment that whole runs are of. */
const CNN_SPEC = path.join(PROJECT_ROOT, 'experiments/mnist-cnn.yaml');

const FIRST_ROW_POLL_MS = 10;
const MEMORY_POLL_MS = 100;

const runFileSchema = z.object({
  environment: z.object({ dataset: z.object({ name: z.string() }) }),
});

/** One `ablate run` of the MNIST CNN. */
export interface AblateRun {
  /** From the start of the command to its end, as its user waits for it. */
  readonly durationMs: number;
  /** What the run itself recorded as spent on it: no start of processes, no loading of data. */
  readonly recordedDurationMs: number;
  /** From the start of the command to the first row of metrics. */
  readonly firstRowMs: number;
  /** Peak resident memory of the process that trains; 0 where the system doesn't tell. */
  readonly peakMegabytes: number;
  /** The data set that could be had. */
  readonly dataset: string;
}

/**
 * Runs the MNIST CNN with seed 0 in a folder of its own, and watches.
 *
 * @param settings overrides of its spec, `path=value`.
 * @throws what aborted the interruption, once the command has ended.
 */
export async function runAblate(
  settings: readonly string[],
  interruption: AbortSignal,
): Promise<AblateRun | Absence> {
  interruption.throwIfAborted();
  const results = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-bench-'));
  try {
    const run = await watchRun(results, settings, interruption);
    interruption.throwIfAborted();
    return run;
  } finally {
    fs.rmSync(results, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function watchRun(
  results: string,
  settings: readonly string[],
  interruption: AbortSignal,
): Promise<AblateRun | Absence> {
  const sets = ['dataset=[mnist, synthetic-digits]', 'seeds=1', ...settings];
  const options = sets.flatMap((set) => ['--set', set]);
  const start = performance.now();
  const child = spawn(
    process.execPath,
    [mainFile, 'run', CNN_SPEC, '--results-dir', results, '--quiet', ...options],
    { stdio: ['ignore', 'ignore', 'pipe'], signal: interruption },
  );
  let errors = '';
  child.stderr.on('data', (text: Buffer) => {
    errors += text.toString();
  });
  child.once('error', () => {});
  let durationMs: number | undefined;
  child.once('close', () => {
    durationMs = performance.now() - start;
  });
  let firstRowMs: number | undefined;
  let peakMegabytes = 0;
  while (durationMs === undefined) {
    await sleep(firstRowMs === undefined ? FIRST_ROW_POLL_MS : MEMORY_POLL_MS);
    const run = findRun(results);
    if (run === undefined) continue;
    if (firstRowMs === undefined && hasRow(run)) firstRowMs = performance.now() - start;
    peakMegabytes = Math.max(peakMegabytes, readPeakOfWorker(run));
  }
  const run = findRun(results);
  const status = run && readStatus(run.statusFile);
  if (run === undefined || status?.state !== 'completed' || firstRowMs === undefined) {
    return { absent: errors.trim().split('\n').at(0) || `it ended as ${status?.state}` };
  }
  const { environment } = runFileSchema.parse(JSON.parse(fs.readFileSync(run.runFile, 'utf8')));
  return {
    durationMs,
    recordedDurationMs: status.durationMs ?? durationMs,
    firstRowMs,
    peakMegabytes,
    dataset: environment.dataset.name,
  };
}

function findRun(results: string): RunDirectory | undefined {
  const runs = fs
    .readdirSync(results)
    .flatMap((name) => new ExperimentDirectory(path.join(results, name)).listRuns());
  return runs[0];
}

function hasRow({ metricsFile }: RunDirectory): boolean {
  return fs.existsSync(metricsFile) && fs.readFileSync(metricsFile, 'utf8').split('\n').length > 2;
}

/** VmHWM of the worker, which Linux keeps; 0 elsewhere. */
function readPeakOfWorker(run: RunDirectory): number {
  try {
    const { pid } = JSON.parse(fs.readFileSync(run.leaseFile, 'utf8')) as { pid: number };
    const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
