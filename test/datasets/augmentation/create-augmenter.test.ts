import type { Augmentation } from '../../../src/datasets/augmentation/augment-schema';
import { createAugmenter } from '../../../src/datasets/augmentation/create-augmenter';

const scale = 1 / 255;
const dataset = { inputShape: [8, 8, 1], scale };
const batch = () => Uint8Array.from({ length: 40 * 64 }, (_, at) => (at * 37) % 256);

function augmented(augmentation: Augmentation, step = 3, seed = 0) {
  const inputs = batch();
  createAugmenter(seed, augmentation, dataset)?.(step, inputs);
  return inputs;
}

const everything = { shift: 2, rotate: 20, zoom: 0.2, flip: true, noise: 0.1 };

test('a step gives the same images whenever it is asked for, another step or seed others', () => {
  const augment = createAugmenter(0, everything, dataset);
  const [first, later] = [batch(), batch()];
  augment?.(3, first);
  augment?.(9, batch());
  augment?.(3, later);
  expect(later).toEqual(first);
  expect(augmented(everything)).toEqual(first);
  expect(augmented(everything, 4)).not.toEqual(first);
  expect(augmented(everything, 3, 1)).not.toEqual(first);
});

test('half of the images are mirrored, the others stay', () => {
  const [before, after] = [batch(), augmented({ flip: true })];
  const mirrored = Array.from({ length: 40 }, (_, index) => {
    const rows = Array.from({ length: 8 }, (_, row) => (index * 8 + row) * 8);
    const is = (turn: (row: Uint8Array) => Uint8Array) =>
      rows.every((start) => {
        const [was, now] = [before, after].map((values) => values.slice(start, start + 8));
        return `${now}` === `${turn(was ?? before)}`;
      });
    const isMirrored = is((row) => row.reverse());
    expect(isMirrored || is((row) => row)).toBe(true);
    return isMirrored;
  });
  const count = mirrored.filter(Boolean).length;
  expect(count).toBeGreaterThan(10);
  expect(count).toBeLessThan(30);
});

test('noise has its deviation in values of the network, and none of it moves the mean', () => {
  const inputs = new Float32Array(64 * 500).fill(0.5);
  createAugmenter(0, { noise: 0.2 }, { inputShape: [8, 8, 1], scale: 2 })?.(1, inputs);
  const mean = inputs.reduce((sum, value) => sum + value, 0) / inputs.length;
  const variance = inputs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / inputs.length;
  expect(mean).toBeCloseTo(0.5, 2);
  expect(2 * Math.sqrt(variance)).toBeCloseTo(0.2, 2);
});

test('noise does not change how images are turned, nor do bytes leave their range', () => {
  const turned = augmented({ rotate: 30 });
  const noisy = augmented({ rotate: 30, noise: 0.001 });
  for (const [at, value] of turned.entries()) {
    expect(Math.abs(value - (noisy[at] ?? 0))).toBeLessThan(3);
  }
  const loud = augmented({ noise: 10 });
  expect(loud.filter((value) => value === 0 || value === 255).length).toBeGreaterThan(2000);
});

test('nothing to change makes no augmenter; points are refused', () => {
  expect(createAugmenter(0, undefined, dataset)).toBeUndefined();
  expect(() => createAugmenter(0, everything, { inputShape: [2], scale })).toThrow('Only images');
});
