import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listExperiments } from '../../src/analysis/results/find-results';
import { readLeaseHolder } from '../../src/leases/lease';
import { ExperimentDirectory } from '../../src/records/experiment-directory';
import type { RunDirectory } from '../../src/records/run-directory';
import { mainFile } from '../../src/util/process/package-version';

/** Starts `ablate run` on a spec, with more variables in its environment. */
export function startGrid(
  spec: string,
  results: string,
  env: Record<string, string> = {},
): ChildProcess {
  const options = ['--results-dir', results, '--quiet', '--give-up-after', '1000'];
  return spawn(process.execPath, [mainFile, 'run', spec, ...options], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** Runs a grid to its end and returns what it printed. */
export async function finishGrid(spec: string, results: string): Promise<string> {
  const child = startGrid(spec, results);
  let output = '';
  child.stdout?.on('data', (text: Buffer) => {
    output += text.toString();
  });
  let exitCode: number | null | undefined;
  child.once('close', (code) => {
    exitCode = code;
  });
  await waitFor(() => exitCode !== undefined);
  if (exitCode !== 0) throw new Error(`The grid ended with exit code ${exitCode}`);
  return output;
}

/** The processes that write to runs at the moment. */
export function listWorkers(results: string): number[] {
  return listRuns(results).flatMap(({ leaseFile }) => readLeaseHolder(leaseFile)?.pid ?? []);
}

/** The folders of all runs below a results folder. */
export function listRuns(results: string): RunDirectory[] {
  return listExperiments(results).flatMap((name) =>
    new ExperimentDirectory(path.join(results, name)).listRuns(),
  );
}

/** Waits until a condition holds. */
export async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20);
}
