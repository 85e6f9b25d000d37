import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { mean, median } from 'simple-statistics';
import type { Absence } from '../contestant';
import type { GridCommand, GridWorkload } from './grid-contestants';

/** What one program took for a grid, from its start to its end. */
export interface GridStanding {
  readonly contestant: string;
  readonly variant: string;
  /** Median over the laps. */
  readonly durationMs: number;
  readonly meanDurationMs: number;
  /** Fastest and slowest lap. */
  readonly range: readonly [number, number];
  /** Mean test accuracy of the runs: all should have learnt the same. */
  readonly accuracy: number;
}

/** Who trained a grid, and who could not, with the reason. */
export interface GridRace {
  readonly name: string;
  readonly title: string;
  readonly runs: number;
  readonly standings: readonly GridStanding[];
  readonly absent: Readonly<Record<string, string>>;
}

interface GridLap {
  readonly durationMs: number;
  readonly accuracy: number;
}

/**
 * Lets all contestants train the same grid in turn, lap after lap, whole commands in empty folders.
 *
 * @throws what aborted the interruption, once no contestant runs any more.
 */
export async function raceGrid(
  { name, title, runs, contestants }: GridWorkload,
  rounds: number,
  interruption: AbortSignal,
): Promise<GridRace> {
  const absent: Record<string, string> = {};
  const laps = new Map<GridCommand, GridLap[]>();
  for (const contestant of contestants) {
    if ('absent' in contestant) absent[contestant.name] = contestant.absent;
    else laps.set(contestant, []);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const [contestant, before] of laps) {
      const lap = await runLap(contestant, interruption);
      if ('absent' in lap) {
        absent[contestant.name] = lap.absent;
        laps.delete(contestant);
      } else {
        before.push(lap);
      }
    }
  }
  return { name, title, runs, absent, standings: [...laps].map(([one, done]) => rate(one, done)) };
}

function rate({ name, variant }: GridCommand, laps: readonly GridLap[]): GridStanding {
  const durations = laps.map(({ durationMs }) => durationMs);
  return {
    contestant: name,
    variant,
    durationMs: median(durations),
    meanDurationMs: mean(durations),
    range: [Math.min(...durations), Math.max(...durations)],
    accuracy: mean(laps.map(({ accuracy }) => accuracy)),
  };
}

async function runLap(
  contestant: GridCommand,
  interruption: AbortSignal,
): Promise<GridLap | Absence> {
  interruption.throwIfAborted();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-grid-'));
  try {
    const start = performance.now();
    const end = await runCommand(contestant, folder, interruption);
    const durationMs = performance.now() - start;
    interruption.throwIfAborted();
    if ('absent' in end) return end;
    const accuracy = contestant.readScore(folder, end.printed);
    return Number.isFinite(accuracy) ? { durationMs, accuracy } : { absent: 'it left no scores' };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function runCommand(
  { command, args, env }: GridCommand,
  cwd: string,
  signal: AbortSignal,
): Promise<{ readonly printed: string } | Absence> {
  const options = { cwd, signal, env: { ...process.env, ...env } };
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  let errors = '';
  child.stdout.on('data', (text: Buffer) => {
    printed += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    errors = (errors + text.toString()).slice(-10_000);
  });
  return new Promise((resolve) => {
    child.once('error', ({ message }) =>
      resolve({ absent: `it could not be started: ${message}` }),
    );
    child.once('close', (code) => {
      const lastWords = errors.trim().split('\n').at(-1) ?? '';
      resolve(code === 0 ? { printed } : { absent: `it ended with ${code}: ${lastWords}` });
    });
  });
}
