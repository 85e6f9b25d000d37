import path from 'node:path';
import { torture } from '../../scripts/torture/torture';
import { packageRoot } from '../../src/util/process/package-version';
import { useScratchFolder } from '../scratch-folder';

const scratch = useScratchFolder();

test('a grid that is killed again and again ends bit-identical to an undisturbed one', async () => {
  const result = await torture({
    spec: path.join(packageRoot, 'test/scripts/torture-short.yaml'),
    folder: scratch(),
    kills: 6,
    seed: 1,
    maxDelayMs: 1500,
  });
  expect(result.runs).toBe(4);
  expect(Object.values(result.kills).reduce((sum, count) => sum + count)).toBe(6);
  expect(result.differences).toEqual([]);
}, 180_000);

test('nor does it matter that the clock jumps and metrics are damaged: it is named, and nothing is lost', async () => {
  const result = await torture({
    spec: path.join(packageRoot, 'test/scripts/torture-short.yaml'),
    folder: scratch(),
    kills: 5,
    seed: 2,
    maxDelayMs: 2500,
    hasTroubles: true,
  });
  expect(result.jumps).toBeGreaterThan(0);
  expect(result.differences).toEqual([]);
}, 240_000);
