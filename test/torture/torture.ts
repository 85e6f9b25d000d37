import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listCheckpoints } from '../../src/records/checkpoint-folder';
import { ExperimentDirectory } from '../../src/records/experiment-directory';
import { readStatus } from '../../src/records/status';
import { packageRoot } from '../../src/util/package-version';
import { readLockHolder } from '../../src/util/process-lock';
import { createRandom } from '../../src/util/random';
import { readCurves } from './read-curves';

/** What a torture is made of. */
export interface TortureOptions {
  readonly spec: string;
  /** Folder for both results. */
  readonly folder: string;
  readonly kills: number;
  readonly seed: number;
  /** The longest time between two kills. */
  readonly maxDelayMs: number;
  /** Hears what is done. */
  readonly note?: (text: string) => void;
}

/** What a torture found. */
export interface TortureResult {
  readonly kills: Readonly<Record<Victim, number>>;
  readonly runs: number;
  /** Everything in which the tortured grid differs from the undisturbed one. */
  readonly differences: readonly string[];
}

/** Who is killed: the process of the grid, one of its workers, or all at once. */
type Victim = 'parent' | 'worker' | 'all';
const victims: readonly Victim[] = ['parent', 'worker', 'all'];

/**
 * Runs a grid once in peace and once under kill -9 at random instants, each time starting it again,
 * and compares what they left.
 */
export async function torture(options: TortureOptions): Promise<TortureResult> {
  const { spec, folder, note = () => {} } = options;
  const peaceful = path.join(folder, 'peaceful');
  const tortured = path.join(folder, 'tortured');
  note('running the grid undisturbed');
  const table = await finish(spec, peaceful);
  const kills = await runUnderFire(options, tortured);
  note('letting it end');
  const tableAfter = await finish(spec, tortured);

  const [experiment = ''] = fs.readdirSync(peaceful);
  const left = new ExperimentDirectory(path.join(peaceful, experiment));
  const right = new ExperimentDirectory(path.join(tortured, experiment));
  const differences = [
    ...(dropDurations(table) === dropDurations(tableAfter) ? [] : ['the final table']),
    ...compareExperiments(left, right),
  ];
  return { kills, runs: left.listRuns().length, differences };
}

async function runUnderFire(
  options: TortureOptions,
  results: string,
): Promise<Record<Victim, number>> {
  const { spec, seed, maxDelayMs, note = () => {} } = options;
  const random = createRandom(seed);
  const kills = { parent: 0, worker: 0, all: 0 };
  let left = options.kills;
  while (left > 0) {
    const parent = start(spec, results);
    let hasEnded = false;
    parent.once('close', () => {
      hasEnded = true;
    });
    while (left > 0 && !hasEnded) {
      await sleep(random.uniform() * maxDelayMs);
      if (hasEnded) break;
      const victim = victims[random.integer(victims.length)] ?? 'all';
      if (!kill(victim, parent, listWorkers(results))) continue;
      kills[victim] += 1;
      left -= 1;
      note(`killed ${victim}, ${left} to go`);
      if (victim !== 'worker') break;
    }
    // A grid that came to its end before the kills ran out begins anew.
    if (hasEnded && left > 0) fs.rmSync(results, { recursive: true, force: true });
    if (!hasEnded && left === 0) parent.kill('SIGKILL');
    await waitFor(() => hasEnded);
  }
  return kills;
}

function kill(victim: Victim, parent: ChildProcess, workers: readonly number[]): boolean {
  const end = (pid: number): void => {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself in the meantime.
    }
  };
  const [first] = workers;
  if (victim === 'worker') {
    if (first === undefined) return false;
    end(first);
    return true;
  }
  parent.kill('SIGKILL');
  if (victim === 'all') for (const worker of workers) end(worker);
  return true;
}

/** The processes that write to runs at the moment. */
function listWorkers(results: string): number[] {
  if (!fs.existsSync(results)) return [];
  return fs
    .readdirSync(results)
    .flatMap((experiment) =>
      new ExperimentDirectory(path.join(results, experiment))
        .listRuns()
        .flatMap(({ lockFile }) => readLockHolder(lockFile)?.pid ?? []),
    );
}

function start(spec: string, results: string): ChildProcess {
  const main = path.join(packageRoot, 'dist/src/cli/main.js');
  const options = ['--results-dir', results, '--quiet', '--give-up-after', '1000'];
  return spawn(process.execPath, [main, 'run', spec, ...options], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** Runs a grid to its end and returns what it printed. */
async function finish(spec: string, results: string): Promise<string> {
  const child = start(spec, results);
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

async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20);
}

/** The last column says how long runs took, which is never the same twice. */
function dropDurations(table: string): string {
  return table.replaceAll(/\s+[\d.]+ (s|min.*|h.*)$/gm, '');
}

/** Compares two experiments: results, records, weights and curves. */
export function compareExperiments(
  left: ExperimentDirectory,
  right: ExperimentDirectory,
): string[] {
  const names = left.listRuns().map(({ name }) => name);
  return names.flatMap((name) => {
    const [a, b] = [left.run(name), right.run(name)];
    const differs: string[] = [];
    const statuses = [a, b].map(({ statusFile }) => readStatus(statusFile));
    const results = statuses.map((status) =>
      'metrics' in status
        ? JSON.stringify([status.state, status.step, status.metrics])
        : status.state,
    );
    if (results[0] !== results[1]) differs.push(`${name}: status ${results.join(' and ')}`);
    if (!sameBytes(a.metricsFile, b.metricsFile)) differs.push(`${name}: metrics.csv`);
    const [newestA, newestB] = [a, b].map(({ checkpoints }) => listCheckpoints(checkpoints)[0]);
    if (!sameBytes(newestA ?? '', newestB ?? '')) differs.push(`${name}: checkpoint`);
    if (!sameBytes(path.join(a.model, 'weights.bin'), path.join(b.model, 'weights.bin'))) {
      differs.push(`${name}: weights of the model`);
    }
    if (JSON.stringify(readCurves(a.events)) !== JSON.stringify(readCurves(b.events))) {
      differs.push(`${name}: curves in TensorBoard`);
    }
    return differs;
  });
}

function sameBytes(a: string, b: string): boolean {
  return fs.existsSync(a) && fs.existsSync(b) && fs.readFileSync(a).equals(fs.readFileSync(b));
}
