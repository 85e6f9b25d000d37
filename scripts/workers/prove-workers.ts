import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findObstacle } from '../slurm/slurm-cluster';
import type { ManyRunsResult } from './count-attempts';
import { fillArray } from './fill-array';
import { shareFolder } from './share-folder';

/*
 * Usage: npm run prove-workers [-- --runs N] [--kills N] [--seed N] [--array N]. Four workers on one
 * folder, left alone and killed at random, then an array of 20 tasks on a Slurm of one's own: no run is
 * executed twice but where its worker was killed. The long form of test/scripts/prove-workers.test.ts.
 */

const note = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '1000' },
      kills: { type: 'string', default: '40' },
      seed: { type: 'string', default: String(Date.now() % 100_000) },
      array: { type: 'string', default: '2000' },
    },
  });
  const [runs, seed, arrayRuns] = [Number(values.runs), Number(values.seed), Number(values.array)];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-workers-'));
  note(`seed ${seed}`);
  let isWell = true;
  const tell = (what: string, expected: number, result: ManyRunsResult): void => {
    const { completed, attempts, executedTwice, seconds } = result;
    note(
      `${what}: ${completed} of ${expected} runs completed in ${seconds.toFixed(0)} s, ` +
        `begun ${attempts} times, needlessly: ${executedTwice.join(', ') || 'none'}`,
    );
    isWell &&= completed === expected && result.runs === expected && executedTwice.length === 0;
  };
  const many = { runs, seed, workers: 4, maxDelayMs: 2000 };
  for (const kills of [0, Number(values.kills)]) {
    const results = path.join(folder, `kills-${kills}`);
    const result = await shareFolder({ ...many, results, kills });
    const killed =
      kills === 0 ? '' : `, ${result.kills} killed, ${result.killedInTheMiddle} in a run`;
    tell(`4 workers on one folder${killed}`, runs, result);
  }
  const obstacle = arrayRuns === 0 ? 'not asked for' : findObstacle();
  if (obstacle === undefined) {
    const place = path.join(folder, 'array');
    const result = await fillArray({ folder: place, runs: arrayRuns, tasks: 20 });
    tell(`Slurm array of ${result.tasks} tasks`, arrayRuns, result);
    isWell &&= result.tasks <= 20;
  } else {
    note(`Slurm array: skipped: ${obstacle}`);
  }
  if (isWell) fs.rmSync(folder, { recursive: true });
  else note(`what is left: ${folder}`);
  process.exitCode = isWell ? 0 : 1;
}

void main();
