import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom, type Random } from '../../src/util/random';
import { type Damages, damageOneRun } from './damaged-metrics';
import { listWorkers, startGrid, waitFor } from './grid-process';
import { clockEnvironment } from './shift-clock';
import type { TortureOptions } from './torture-options';

/** Who is killed: the process of the grid, one of its workers, or all at once. */
export type Victim = 'parent' | 'worker' | 'all';
const victims: readonly Victim[] = ['parent', 'worker', 'all'];

/** What became of a grid under fire. */
interface Fire extends Damages {
  readonly kills: Record<Victim, number>;
  /** How often the clock jumped, in processes that were started. */
  jumps: number;
}

/** Starts a grid and kills it at random instants, again and again. */
export async function runUnderFire(options: TortureOptions, results: string): Promise<Fire> {
  const { spec, seed, maxDelayMs, hasTroubles = false, note = () => {} } = options;
  const random = createRandom(seed);
  const kills = { parent: 0, worker: 0, all: 0 };
  const fire: Fire = { kills, jumps: 0, damages: {}, damaged: [] };
  let left = options.kills;
  while (left > 0) {
    if (hasTroubles) await damageOneRun(results, random, fire, note);
    if (hasTroubles) fire.jumps += 1;
    const parent = startGrid(spec, results, hasTroubles ? chooseClock(random) : {});
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
