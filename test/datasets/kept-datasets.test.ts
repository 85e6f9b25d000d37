import { KeptDatasets } from '../../src/datasets/kept-datasets';
import { type DatasetSpec, datasetSchema } from '../../src/datasets/registry';

const sources = { folders: [], cacheFolder: '/nowhere', download: false };
const points = (settings = {}): DatasetSpec => datasetSchema.parse({ name: 'moons', ...settings });

/** Bytes of a data set of points: two floats and a label each. */
const bytesOf = (count: number) => count * 9;
const small = { size: 100, validation: 100, testSize: 100 };

test('the same data are loaded once, whatever the seed where it draws nothing', async () => {
  const kept = new KeptDatasets(1e9);
  const fixed = points({ seed: 7 });
  const first = await kept.load(fixed, 0, sources);
  expect(await kept.load({ ...fixed }, 1, sources)).toBe(first);
  const digits = datasetSchema.parse({
    name: 'synthetic-digits',
    train: 20,
    validation: 10,
    test: 10,
  });
  expect(await kept.load(digits, 0, sources)).toBe(await kept.load(digits, 1, sources));
});

test('data that a run draws itself are its own', async () => {
  const kept = new KeptDatasets(1e9);
  const first = await kept.load(points(), 0, sources);
  const second = await kept.load(points(), 1, sources);
  expect(second.checksum).not.toBe(first.checksum);
  expect(await kept.load(points(), 0, sources)).toBe(first);
});

test('other settings and other folders are other data', async () => {
  const kept = new KeptDatasets(1e9);
  const first = await kept.load(points(), 0, sources);
  expect(await kept.load(points({ noise: 0.1 }), 0, sources)).not.toBe(first);
  expect(await kept.load(points(), 0, { ...sources, folders: ['/else'] })).not.toBe(first);
});

test('what was asked for least recently leaves beyond the limit', async () => {
  const kept = new KeptDatasets(bytesOf(600));
  const load = (seed: number) => kept.load(points({ ...small, seed }), 0, sources);
  const [first, second] = [await load(1), await load(2)];
  expect(await load(1)).toBe(first);
  await load(3);
  expect(await load(1)).toBe(first);
  expect(await load(2)).not.toBe(second);
});

test('data larger than the limit stay until others come', async () => {
  const kept = new KeptDatasets(10);
  const first = await kept.load(points({ seed: 1 }), 0, sources);
  expect(await kept.load(points({ seed: 1 }), 0, sources)).toBe(first);
  await kept.load(points({ seed: 2 }), 0, sources);
  expect(await kept.load(points({ seed: 1 }), 0, sources)).not.toBe(first);
});
