import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExperimentDirectory } from '../../src/records/experiment-directory';
import { PROJECT_ROOT } from '../project-root';

/** A whole `ablate run`, as its user waits for it. */
export interface WholeRun {
  readonly durationMs: number;
  /** From the start of the command to the first completed step. */
  readonly firstStepMs: number;
  /** Peak resident memory of the process that trains. */
  readonly peakMegabytes: number;
}

/** Runs a spec from a folder of its own and times it. */
export async function timeWholeRun(spec: string, sets: readonly string[]): Promise<WholeRun> {
  const results = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-bench-'));
  const main = path.join(PROJECT_ROOT, 'dist/src/cli/main.js');
  const options = sets.flatMap((set) => ['--set', set]);
  const start = performance.now();
  const child = spawn(
    process.execPath,
    [main, 'run', spec, '--results-dir', results, '--quiet', ...options],
    { stdio: 'ignore' },
  );
  let durationMs: number | undefined;
  child.once('close', () => {
    durationMs = performance.now() - start;
  });
  let firstStepMs: number | undefined;
  let peakMegabytes = 0;
  while (durationMs === undefined) {
    await sleep(10);
    if (firstStepMs === undefined && hasFirstRow(results)) firstStepMs = performance.now() - start;
    peakMegabytes = Math.max(peakMegabytes, readPeakOfWorker(results));
  }
  fs.rmSync(results, { recursive: true, force: true });
  return { durationMs, firstStepMs: firstStepMs ?? Number.NaN, peakMegabytes };
}

function listRuns(results: string) {
  return fs
    .readdirSync(results)
    .flatMap((name) => new ExperimentDirectory(path.join(results, name)).listRuns());
}

function hasFirstRow(results: string): boolean {
  return listRuns(results).some(
    ({ metricsFile }) =>
      fs.existsSync(metricsFile) && fs.readFileSync(metricsFile, 'utf8').split('\n').length > 2,
  );
}

/** VmHWM of the worker, which Linux keeps; NaN elsewhere. */
function readPeakOfWorker(results: string): number {
  const [run] = listRuns(results);
  try {
    const { pid } = JSON.parse(fs.readFileSync(run?.lockFile ?? '', 'utf8')) as { pid: number };
    const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
