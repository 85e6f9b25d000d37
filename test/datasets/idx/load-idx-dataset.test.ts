import path from 'node:path';
import type { Dataset, Split } from '../../../src/datasets/dataset';
import type { DatasetSources } from '../../../src/datasets/dataset-sources';
import { idxDatasetFacts } from '../../../src/datasets/idx/idx-dataset-facts';
import { loadIdxDataset } from '../../../src/datasets/idx/load-idx-dataset';
import { locateArchive } from '../../../src/datasets/idx/locate-archive';
import { type DatasetSpec, datasetOf, datasetSchema } from '../../../src/datasets/registry';
import { UserError } from '../../../src/util/user-error';
import { useScratchFolder } from '../../scratch-folder';
import { describeWithRealMnist, realDataFolder } from './real-mnist';
import { createTinyArchive, tinyFiles, writeTinyFiles } from './tiny-archive';

const scratch = useScratchFolder();
const archive = createTinyArchive();

function parse(settings: object) {
  const spec = datasetSchema.parse({ name: 'mnist', ...settings });
  if (spec.name !== 'mnist') throw new Error('not mnist');
  return spec;
}

function sourcesOf(folder: string): DatasetSources {
  return { folders: [folder], cacheFolder: path.join(scratch(), 'cache'), download: false };
}

/** Loads the tiny data set, and holds what planning knows of it against what is loaded. */
function load(settings: object): Dataset {
  const spec = parse(settings);
  const folder = path.join(scratch(), 'data');
  writeTinyFiles(path.join(folder, 'mnist'));
  const sources = sourcesOf(folder);
  const files = locateArchive(archive, sources);
  if (files === undefined) throw new Error('not found');
  const dataset = loadIdxDataset(archive, files, spec, sources);
  expect(idxDatasetFacts(archive, files, spec, sources)).toEqual({
    inputShape: dataset.inputShape,
    classCount: dataset.classNames.length,
    classNames: dataset.classNames,
    trainCount: dataset.train.count,
    validationCount: dataset.validation.count,
    testCount: dataset.test.count,
  });
  return dataset;
}

/** Images and labels of some examples of a file, cut out by hand. */
function cut(images: 'trainImages' | 'testImages', indices: number[], labels: number[]): Split {
  const pixels = indices.flatMap((index) => [
    ...tinyFiles[images].subarray(16 + 12 * index, 16 + 12 * (index + 1)),
  ]);
  return {
    count: indices.length,
    inputs: Uint8Array.from(pixels),
    labels: Uint8Array.from(labels),
  };
}

const upTo = (start: number, end: number) =>
  Array.from({ length: end - start }, (_, at) => start + at);

describe('loadIdxDataset', () => {
  it('takes the first training examples for validation, the others to train on', () => {
    const dataset = load({ validation: 10 });
    expect(dataset.inputShape).toEqual([4, 3, 1]);
    expect(dataset.classNames).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    const labels = (indices: number[]) => indices.map((index) => index % 10);
    expect(dataset.validation).toEqual(cut('trainImages', upTo(0, 10), labels(upTo(0, 10))));
    expect(dataset.train).toEqual(cut('trainImages', upTo(10, 40), labels(upTo(10, 40))));
    const testLabels = upTo(0, 20).map((index) => (index * 3) % 10);
    expect(dataset.test).toEqual(cut('testImages', upTo(0, 20), testLabels));
  });

  it('keeps the classes asked for in every split, numbered in their order', () => {
    const dataset = load({ validation: 10, classes: [9, 3] });
    expect(dataset.classNames).toEqual(['9', '3']);
    expect(dataset.validation).toEqual(cut('trainImages', [3, 9], [1, 0]));
    expect(dataset.train).toEqual(cut('trainImages', [13, 19, 23, 29, 33, 39], [1, 0, 1, 0, 1, 0]));
    expect(dataset.test).toEqual(cut('testImages', [1, 3, 11, 13], [1, 0, 1, 0]));
  });

  it('keeps the first training examples where fewer are asked for', () => {
    expect(load({ validation: 0, trainSize: 7 }).train.count).toBe(7);
    const few = load({ validation: 10, trainSize: 3, classes: [3, 9] });
    expect(few.train).toEqual(cut('trainImages', [13, 19, 23], [0, 1, 0]));
  });

  it('can do without validation', () => {
    const dataset = load({ validation: 0 });
    expect(dataset.validation.count).toBe(0);
    expect(dataset.train.count).toBe(40);
  });

  it('scales by the range', () => {
    const { scale, offset } = load({ validation: 0, range: [-1, 1] });
    expect([0 * scale + offset, 255 * scale + offset]).toEqual([-1, 1]);
  });

  it('has a checksum of what was chosen: equal for the same, different for another', () => {
    const checksums = [
      {},
      { range: [-1, 1] },
      { classes: [3, 9] },
      { classes: [9, 3] },
      { trainSize: 5 },
    ].map((settings) => load({ validation: 10, ...settings }).checksum);
    expect(new Set(checksums).size).toBe(5);
    expect(load({ validation: 10 }).checksum).toBe(checksums[0]);
  });

  it.each([
    [
      { validation: 10, trainSize: 31 },
      'trainSize 31 is more than the 30 training examples of mnist',
    ],
    [
      { validation: 10, trainSize: 7, classes: [3, 9] },
      'trainSize 7 is more than the 6 training examples of mnist',
    ],
    [{ validation: 40 }, 'validation 40 leaves nothing of the 40 examples of mnist to train on'],
  ])('refuses %j', (settings, message) => {
    expect(() => load(settings)).toThrow(new UserError(message));
    // By the setting to blame, planning finds its line.
    const setting = message.split(' ')[0];
    expect(() => load(settings)).toThrow(expect.objectContaining({ setting }));
  });
});

describe('idxDatasetFacts', () => {
  it('knows the counts of whole data sets without any file', () => {
    const facts = idxDatasetFacts(archive, undefined, parse({ validation: 10 }), sourcesOf('none'));
    expect(facts).toEqual({
      inputShape: [4, 3, 1],
      classCount: 10,
      classNames: archive.classNames,
      trainCount: 30,
      validationCount: 10,
      testCount: 20,
    });
  });

  it('says that class subsets need the files', () => {
    const spec = parse({ validation: 10, classes: [3, 9] });
    expect(() => idxDatasetFacts(archive, undefined, spec, sourcesOf('none'))).toThrow(
      'How many examples of its classes mnist has is not known yet',
    );
  });
});

describeWithRealMnist('the real MNIST', () => {
  const sources = (): DatasetSources => sourcesOf(realDataFolder ?? '');
  const loadDataset = (spec: DatasetSpec) => datasetOf(spec).load(spec, 0, sources());

  it('has the published label counts and split', async () => {
    const dataset = await loadDataset(parse({}));
    expect([dataset.train.count, dataset.validation.count, dataset.test.count]).toEqual([
      55_000, 5000, 10_000,
    ]);
    expect(dataset.inputShape).toEqual([28, 28, 1]);
    // Label counts of the 60,000 and the 10,000, as published with the data.
    const whole = await loadDataset(parse({ validation: 0 }));
    expect(countLabels(whole.train)).toEqual([
      5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949,
    ]);
    expect(countLabels(whole.test)).toEqual([
      980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009,
    ]);
    // Mean of all training pixels, the 0.1307 that everyone normalizes by.
    let sum = 0;
    for (const value of whole.train.inputs) sum += value;
    expect(sum / whole.train.inputs.length / 255).toBeCloseTo(0.1307, 4);
  });

  it('has 12,080 threes and nines to train and validate on, 2,019 to test', async () => {
    const spec = parse({ classes: [3, 9] });
    const dataset = await loadDataset(spec);
    expect(dataset.train.count + dataset.validation.count).toBe(6131 + 5949);
    expect(countLabels(dataset.test)).toEqual([1010, 1009]);
    expect(await datasetOf(spec).facts(spec, sources())).toMatchObject({
      classCount: 2,
      trainCount: dataset.train.count,
      validationCount: dataset.validation.count,
      testCount: 2019,
    });
  });
});

function countLabels({ labels }: Split): number[] {
  const counts: number[] = [];
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}
