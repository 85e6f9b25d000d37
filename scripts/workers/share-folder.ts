import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../../src/util/random';
import { judgeAttempts, type ManyRunsResult } from './count-attempts';
import { planManyRuns } from './many-runs';
import { WorkProcess } from './work-process';

/** How workers share a folder. */
export interface SharedFolderOptions {
  /** Results folder; empty. */
  readonly results: string;
  readonly runs: number;
  readonly workers: number;
  /** How many workers are killed with -9, each of which another takes the place of. */
  readonly kills: number;
  readonly seed: number;
  /** The longest time between two kills. */
  readonly maxDelayMs: number;
}

/** What became of the runs, and of the workers. */
export interface SharedFolderResult extends ManyRunsResult {
  /** Fewer than were asked for where the runs ended sooner. */
  readonly kills: number;
  /** Those that had a run at that instant. */
  readonly killedInTheMiddle: number;
}

/**
 * Has several workers execute the runs of one folder, with or without kills at random instants.
 *
 * @throws Error where a worker fails that was not killed.
 */
export async function shareFolder(options: SharedFolderOptions): Promise<SharedFolderResult> {
  const directory = await planManyRuns(options.results, options.runs);
  const startedMs = performance.now();
  const outputs: string[] = [];
  const alive = new Set<WorkProcess>();
  const interruptions = new Map<string, number>();
  let kills = 0;

  const work = async (): Promise<void> => {
    for (let code: number | null = null; code === null; ) {
      const worker = new WorkProcess(directory);
      alive.add(worker);
      code = await worker.ended;
      alive.delete(worker);
      outputs.push(worker.output);
      if (code !== null && code !== 0) throw new Error(`A worker failed: ${worker.output}`);
    }
  };
  const kill = async (): Promise<void> => {
    const random = createRandom(options.seed);
    for (let left = options.kills; left > 0 && alive.size > 0; ) {
      await sleep(random.uniform() * options.maxDelayMs);
      const atWork = [...alive].filter(({ hasBegun }) => hasBegun);
      const victim = atWork[random.integer(Math.max(1, atWork.length))];
      if (victim === undefined) continue;
      left -= 1;
      kills += 1;
      for (const run of victim.kill()) interruptions.set(run, (interruptions.get(run) ?? 0) + 1);
    }
  };
  try {
    await Promise.all([...Array.from({ length: options.workers }, work), kill()]);
  } finally {
    for (const worker of alive) worker.kill();
  }
  const seconds = (performance.now() - startedMs) / 1000;
  const killedInTheMiddle = [...interruptions.values()].reduce((sum, count) => sum + count, 0);
  const judged = judgeAttempts(directory, outputs, seconds, interruptions);
  return { ...judged, kills, killedInTheMiddle };
}
