import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { Checkpoint, CheckpointTensor } from '../../../src/records/checkpoints/checkpoint';
import {
  listCheckpoints,
  pruneCheckpoints,
  readNewestCheckpoint,
  writeCheckpoint,
} from '../../../src/records/checkpoints/checkpoint-folder';
import { useScratchFolder } from '../../scratch-folder';

const folder = useScratchFolder();

function makeCheckpoint(step: number, tensors: Record<string, CheckpointTensor> = {}): Checkpoint {
  return { step, configHash: 'abc', position: { epoch: 1, batch: step }, tensors };
}

test('weights, optimizer state and position come back bit by bit', () => {
  const checkpoint = makeCheckpoint(100, {
    'fc1/kernel': { shape: [2, 2], values: Float32Array.of(-0, Number.NaN, 1e-45, 3.4e38) },
    // A view at an odd offset of a larger block.
    'train/adam/m/fc1/kernel': { shape: [2], values: new Float64Array(4).fill(0.1).subarray(1, 3) },
    'train/step': { shape: [], values: Int32Array.of(-(2 ** 31)) },
    empty: { shape: [0], values: new Float32Array(0) },
  });
  const file = writeCheckpoint(folder(), checkpoint);
  expect(path.basename(file)).toBe('checkpoint-00000100.ablate');
  const read = readNewestCheckpoint(folder(), 'abc');
  expect(read.damaged).toEqual([]);
  expect(read.checkpoint).toEqual(checkpoint);
  expect(Object.is(read.checkpoint?.tensors['fc1/kernel']?.values[0], -0)).toBe(true);
});

test('the newest is taken by its step, also beyond eight digits', () => {
  for (const step of [99_999_999, 100_000_000, 5]) {
    writeCheckpoint(folder(), makeCheckpoint(step));
  }
  expect(readNewestCheckpoint(folder(), 'abc').checkpoint?.step).toBe(100_000_000);
});

test('any damage is found, and the checkpoint before it serves', () => {
  const values = Float32Array.from({ length: 20 }, (_, index) => index / 3);
  writeCheckpoint(folder(), makeCheckpoint(1));
  const file = writeCheckpoint(folder(), makeCheckpoint(2, { w: { shape: [20], values } }));
  const whole = fs.readFileSync(file);
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ flip;
      fs.writeFileSync(file, bytes);
      expectDamaged(file);
      fs.writeFileSync(file, whole.subarray(0, at));
      expectDamaged(file);
    }),
    { seed: 5 },
  );
});

test('a checkpoint of another configuration is not used', () => {
  const file = writeCheckpoint(folder(), makeCheckpoint(1));
  expect(readNewestCheckpoint(folder(), 'other')).toEqual({
    checkpoint: undefined,
    damaged: [{ file, reason: 'it belongs to another configuration' }],
  });
});

test('a missing folder has no checkpoint', () => {
  const missing = path.join(folder(), 'missing');
  expect(readNewestCheckpoint(missing, 'abc')).toEqual({ checkpoint: undefined, damaged: [] });
});

test('pruning keeps the newest, at least one, and no other file is touched', () => {
  fs.writeFileSync(path.join(folder(), 'notes.txt'), '');
  for (const step of [1, 2, 3, 4]) {
    writeCheckpoint(folder(), makeCheckpoint(step));
  }
  pruneCheckpoints(folder(), 2);
  expect(fs.readdirSync(folder()).sort()).toEqual([
    'checkpoint-00000003.ablate',
    'checkpoint-00000004.ablate',
    'notes.txt',
  ]);
  pruneCheckpoints(folder(), 0);
  expect(listCheckpoints(folder())).toHaveLength(1);
});

function expectDamaged(file: string): void {
  const { checkpoint, damaged } = readNewestCheckpoint(folder(), 'abc');
  expect(checkpoint?.step).toBe(1);
  expect(damaged).toEqual([{ file, reason: expect.any(String) }]);
}
