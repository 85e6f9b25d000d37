import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listExperiments } from '../../src/analysis/results/find-results';
import { listCheckpoints, readCheckpointHeader } from '../../src/records/checkpoint-folder';
import { ExperimentDirectory } from '../../src/records/experiment-directory';
import { holdsMark, type MetricsMark } from '../../src/records/metrics-mark';
import { replacedFolder } from '../../src/records/replaced-folder';
import type { RunDirectory } from '../../src/records/run-directory';
import { readStatus } from '../../src/records/status';
import { packageRoot } from '../../src/util/process/package-version';
import { readLockHolder } from '../../src/util/process/process-lock';
import { createRandom, type Random } from '../../src/util/random';
import { damageMetrics } from './damage-metrics';
import { readCurves } from './read-curves';
import { clockEnvironment } from './shift-clock';

/** What a torture is made of. */
export interface TortureOptions {
  readonly spec: string;
  /** Folder for both results. */
  readonly folder: string;
  readonly kills: number;
  readonly seed: number;
  /** The longest time between two kills. */
  readonly maxDelayMs: number;
  /** Whether the clock jumps both ways, and metrics are damaged between kills. */
  readonly hasTroubles?: boolean;
  /** Hears what is done. */
  readonly note?: (text: string) => void;
}

/** What a torture found. */
export interface TortureResult {
  readonly kills: Readonly<Record<Victim, number>>;
  /** How often the clock jumped, in processes that were started. */
  readonly jumps: number;
  /** How often the metrics of a run were damaged, by kind. */
  readonly damages: Readonly<Record<string, number>>;
  /** Runs of which metrics were damaged, and how often it was said. */
  readonly named: number;
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
  const fire = await runUnderFire(options, tortured);
  note('letting it end');
  const tableAfter = await finish(spec, tortured);

  const [experiment = ''] = listExperiments(peaceful);
  const left = new ExperimentDirectory(path.join(peaceful, experiment));
  const right = new ExperimentDirectory(path.join(tortured, experiment));
  const differences = [
    ...(dropDurations(table) === dropDurations(tableAfter) ? [] : ['the final table']),
    ...compareExperiments(left, right),
    ...listUnnamed(right, fire.damaged),
  ];
  const { kills, jumps, damages } = fire;
  const named = right.listRuns().reduce((sum, run) => sum + countNamed(run), 0);
  return { kills, jumps, damages, named, runs: left.listRuns().length, differences };
}

/** What became of a grid under fire. */
interface Fire {
  readonly kills: Record<Victim, number>;
  jumps: number;
  readonly damages: Record<string, number>;
  /** Damaged metrics, each with the bytes that were left, where they had to be noticed. */
  damaged: readonly { readonly run: string; readonly bytes: Buffer | undefined }[];
}

/** How often the log of a run says what was wrong with its metrics. */
function countNamed({ logFile }: RunDirectory): number {
  const log = fs.existsSync(logFile) ? fs.readFileSync(logFile, 'utf8') : '';
  return log.split('\n').filter((line) => /metrics\.csv/.test(line)).length;
}

/** Damage that nobody was told of, or of which nothing was kept. */
function listUnnamed(experiment: ExperimentDirectory, damaged: Fire['damaged']): string[] {
  const replaced = replacedFolder(experiment);
  const kept = fs.existsSync(replaced)
    ? fs
        .readdirSync(replaced, { recursive: true, encoding: 'utf8' })
        .filter((name) => path.basename(name) === 'metrics.csv')
        .map((name) => fs.readFileSync(path.join(replaced, name)))
    : [];
  return damaged.flatMap(({ run, bytes }) => {
    const isNamed = countNamed(experiment.run(run)) > 0;
    const isKept = bytes === undefined || kept.some((other) => other.equals(bytes));
    return [
      ...(isNamed ? [] : [`${run}: damaged metrics were not named`]),
      ...(isKept ? [] : [`${run}: damaged metrics were not kept`]),
    ];
  });
}

async function runUnderFire(options: TortureOptions, results: string): Promise<Fire> {
  const { spec, seed, maxDelayMs, hasTroubles = false, note = () => {} } = options;
  const random = createRandom(seed);
  const kills = { parent: 0, worker: 0, all: 0 };
  const fire: Fire = { kills, jumps: 0, damages: {}, damaged: [] };
  let left = options.kills;
  while (left > 0) {
    if (hasTroubles) await damageOne(results, random, fire, note);
    if (hasTroubles) fire.jumps += 1;
    const parent = start(spec, results, hasTroubles ? chooseClock(random) : {});
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
    if (hasEnded && left > 0) {
      fs.rmSync(results, { recursive: true, force: true });
      fire.damaged = [];
    }
    if (!hasEnded && left === 0) parent.kill('SIGKILL');
    await waitFor(() => hasEnded);
  }
  return fire;
}

const longestJumpMs = 100 * 3_600_000;

/** A clock that jumps within the life of a process, back or forth by up to hundred hours. */
function chooseClock(random: Random): Record<string, string> {
  return clockEnvironment(random.uniform() * 3000, (random.uniform() * 2 - 1) * longestJumpMs);
}

/** Damages the metrics of one run, once nobody writes to it any more. */
async function damageOne(
  results: string,
  random: Random,
  fire: Fire,
  note: (text: string) => void,
): Promise<void> {
  await waitFor(() => listWorkers(results).length === 0);
  const runs = listRuns(results);
  const run = runs[random.integer(Math.max(1, runs.length))];
  if (run === undefined) return;
  const vouched = readVouched(run);
  // Damage that nobody has looked at yet gives way to the next.
  const before = readIfThere(run.metricsFile);
  const isStill = (one: Fire['damaged'][number]): boolean =>
    one.run === run.name && isSame(one.bytes, before);
  if (before !== undefined) fire.damaged = fire.damaged.filter((one) => !isStill(one));
  const damaged = damageMetrics(run, random);
  if (damaged === undefined) return;
  fire.damages[damaged.kind] = (fire.damages[damaged.kind] ?? 0) + 1;
  note(`${damaged.kind} metrics of ${run.name}`);
  const bytes = readIfThere(damaged.file);
  // Rows that no checkpoint vouches for come again whatever they were.
  if (vouched === undefined || (bytes !== undefined && holdsMark(bytes, vouched))) return;
  fire.damaged = [...fire.damaged, { run: run.name, bytes }];
}

function readIfThere(file: string): Buffer | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file) : undefined;
}

function isSame(a: Buffer | undefined, b: Buffer | undefined): boolean {
  return a === undefined || b === undefined ? a === b : a.equals(b);
}

/** What the newest checkpoint of a run says of its metrics. */
function readVouched({ checkpoints }: RunDirectory): MetricsMark | undefined {
  const [newest] = listCheckpoints(checkpoints);
  const reading = newest === undefined ? undefined : readCheckpointHeader(newest);
  return reading?.ok ? reading.header.metrics : undefined;
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
  return listRuns(results).flatMap(({ lockFile }) => readLockHolder(lockFile)?.pid ?? []);
}

function listRuns(results: string): RunDirectory[] {
  return listExperiments(results).flatMap((name) =>
    new ExperimentDirectory(path.join(results, name)).listRuns(),
  );
}

function start(spec: string, results: string, env: Record<string, string> = {}): ChildProcess {
  const main = path.join(packageRoot, 'dist/src/cli/main.js');
  const options = ['--results-dir', results, '--quiet', '--give-up-after', '1000'];
  return spawn(process.execPath, [main, 'run', spec, ...options], {
    env: { ...process.env, ...env },
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
