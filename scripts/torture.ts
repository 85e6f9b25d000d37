import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { torture } from '../test/torture/torture';
import { PROJECT_ROOT } from './project-root';

/* Usage: npm run torture [-- KILLS [SEED]]. The long form of test/torture/torture.test.ts. */

async function main(): Promise<void> {
  const [kills = 50, seed = Date.now() % 100_000] = process.argv.slice(2).map(Number);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-torture-'));
  const note = (text: string): void => void process.stdout.write(`${text}\n`);
  note(`${kills} kills, seed ${seed}`);
  const spec = path.join(PROJECT_ROOT, 'test/torture/torture.yaml');
  const result = await torture({ spec, folder, kills, seed, maxDelayMs: 2500, note });
  const { parent, worker, all } = result.kills;
  note(`${result.runs} runs; killed: parent ${parent}, a worker ${worker}, all at once ${all}`);
  for (const difference of result.differences) note(`differs: ${difference}`);
  note(result.differences.length === 0 ? 'bit-identical' : `not identical, see ${folder}`);
  if (result.differences.length === 0) fs.rmSync(folder, { recursive: true });
  process.exitCode = result.differences.length === 0 ? 0 : 1;
}

void main();
