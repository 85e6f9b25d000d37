import fs from 'node:fs';
import path from 'node:path';
import type { CifarArchive } from '../../../src/datasets/cifar/cifar-archive';
import { cifarFacts, loadCifar } from '../../../src/datasets/cifar/load-cifar';
import type { DatasetSources } from '../../../src/datasets/dataset-sources';
import { datasetOf, datasetSchema } from '../../../src/datasets/registry';
import { useScratchFolder } from '../../scratch-folder';

const scratch = useScratchFolder();

const tiny: CifarArchive = {
  name: 'cifar-10',
  classNames: ['airplane', 'automobile', 'bird'],
  folderNames: ['cifar-10-batches-bin'],
  trainFiles: ['data_batch_1.bin', 'data_batch_2.bin'],
  testFile: 'test_batch.bin',
  recordsPerFile: 6,
  home: 'where it is',
};
const names = [...tiny.trainFiles, tiny.testFile];
const spec = { name: 'cifar-10', range: [0, 1] as [0, 1], validation: 4 };

const sources = (): DatasetSources => ({
  folders: [scratch()],
  cacheFolder: path.join(scratch(), 'cache'),
  download: false,
});

/** A record whose pixel at a place has other values in each channel and record. */
function recordOf(number: number): Buffer {
  const record = Buffer.alloc(3073);
  record[0] = number % 3;
  for (let channel = 0; channel < 3; channel += 1) {
    for (let pixel = 0; pixel < 1024; pixel += 1) {
      record[1 + channel * 1024 + pixel] = (pixel + 80 * channel + number) % 256;
    }
  }
  return record;
}

const fileOf = (place: number): Buffer =>
  Buffer.concat(Array.from({ length: 6 }, (_, at) => recordOf(place * 6 + at)));

function writeFiles(folder = path.join(scratch(), 'cifar-10-batches-bin')): string {
  fs.mkdirSync(folder, { recursive: true });
  for (const [place, name] of names.entries())
    fs.writeFileSync(path.join(folder, name), fileOf(place));
  return folder;
}

test('planes become pixels, files follow each other, the first examples are for validation', () => {
  writeFiles();
  const dataset = loadCifar(tiny, spec, sources());
  expect(dataset.inputShape).toEqual([32, 32, 3]);
  const counts = [dataset.train, dataset.validation, dataset.test].map(({ count }) => count);
  expect(counts).toEqual([8, 4, 6]);
  expect([...dataset.train.labels]).toEqual([1, 2, 0, 1, 2, 0, 1, 2]);
  // The sixth example to train on is record 9; its pixel in row 2, column 5.
  const start = (5 * 1024 + 2 * 32 + 5) * 3;
  expect([...dataset.train.inputs.subarray(start, start + 3)]).toEqual([78, 158, 238]);
  expect([...dataset.test.inputs.subarray(0, 3)]).toEqual([12, 92, 172]);
  expect(dataset.checksum).toMatch(/^[0-9a-f]{64}$/);
});

test('classes are chosen and counted before they are loaded, as for MNIST', () => {
  writeFiles(scratch());
  const chosen = { ...spec, classes: [2, 0] };
  const dataset = loadCifar(tiny, chosen, sources());
  expect(dataset.classNames).toEqual(['bird', 'airplane']);
  expect([...dataset.train.labels]).toEqual([0, 1, 0, 1, 0]);
  expect(cifarFacts(tiny, chosen, sources())).toEqual({
    inputShape: [32, 32, 3],
    classCount: 2,
    classNames: ['bird', 'airplane'],
    trainCount: 5,
    validationCount: 3,
    testCount: 4,
  });
});

test.each([
  [
    'truncated',
    (folder: string) => fs.truncateSync(path.join(folder, 'data_batch_2.bin'), 3000),
    'data_batch_2.bin: truncated: 3000 bytes, expected 18438: 6 records of 3073 bytes',
  ],
  [
    'too long',
    (folder: string) => fs.appendFileSync(path.join(folder, 'test_batch.bin'), 'x'),
    'test_batch.bin: too long: 18439 bytes',
  ],
  [
    'of another label',
    (folder: string) => {
      const bytes = fileOf(0);
      bytes[2 * 3073] = 9;
      fs.writeFileSync(path.join(folder, 'data_batch_1.bin'), bytes);
    },
    'data_batch_1.bin: record 3 of 6, at byte 6146, has the label 9, expected 0 to 2',
  ],
  [
    'not there',
    (folder: string) => fs.rmSync(path.join(folder, 'test_batch.bin')),
    'cifar-10-batches-bin lacks test_batch.bin',
  ],
])('a file that is %s is told of, with its name and the place', (_, damage, message) => {
  damage(writeFiles());
  expect(() => loadCifar(tiny, spec, sources())).toThrow(message);
});

test('without files it can be planned with; what to get, and where to put it, is said', async () => {
  const whole = datasetSchema.parse('cifar-10');
  expect(await datasetOf(whole).facts(whole, sources())).toMatchObject({
    inputShape: [32, 32, 3],
    classCount: 10,
    trainCount: 45_000,
    validationCount: 5000,
    testCount: 10_000,
  });
  await expect(datasetOf(whole).load(whole, 0, sources())).rejects.toMatchObject({
    message: 'cifar-10 was not found',
    hint: expect.stringContaining('put the folder cifar-10-batches-bin with data_batch_1.bin'),
  });
});
