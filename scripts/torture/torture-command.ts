import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT_ROOT } from '../project-root';
import { torture } from './torture';

/*
 * Usage: npm run torture [-- --kills N] [--seed N] [--calm]. The long form of
 * test/scripts/torture.test.ts; --calm leaves clock and metrics alone.
 */

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '50' },
      seed: { type: 'string', default: String(Date.now() % 100_000) },
      calm: { type: 'boolean', default: false },
    },
  });
  const [kills, seed] = [Number(values.kills), Number(values.seed)];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-torture-'));
  const note = (text: string): void => void process.stdout.write(`${text}\n`);
  note(`${kills} kills, seed ${seed}`);
  const spec = path.join(PROJECT_ROOT, 'scripts/torture/torture.yaml');
  const hasTroubles = !values.calm;
  const result = await torture({ spec, folder, kills, seed, maxDelayMs: 2500, hasTroubles, note });
  const { parent, worker, all } = result.kills;
  note(`${result.runs} runs; killed: parent ${parent}, a worker ${worker}, all at once ${all}`);
  if (hasTroubles) {
    const kinds = Object.entries(result.damages).map(([kind, count]) => `${count} ${kind}`);
    note(`the clock jumped in ${result.jumps} launches; metrics: ${kinds.join(', ')}`);
    note(`logs name metrics.csv ${result.named} times`);
  }
  for (const difference of result.differences) note(`differs: ${difference}`);
  note(result.differences.length === 0 ? 'bit-identical' : `not identical, see ${folder}`);
  if (result.differences.length === 0) fs.rmSync(folder, { recursive: true });
  process.exitCode = result.differences.length === 0 ? 0 : 1;
}

void main();
