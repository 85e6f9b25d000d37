import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { DatasetSources } from '../../src/datasets/dataset-sources';
import { resolveDatasetSources } from '../../src/datasets/dataset-sources';
import { datasetOf, datasetSchema, datasets } from '../../src/datasets/registry';
import { findDataset } from '../../src/datasets/search/find-dataset';
import { useScratchFolder } from '../scratch-folder';

const scratch = useScratchFolder();

const sources = (): DatasetSources => ({
  folders: [],
  cacheFolder: path.join(scratch(), 'cache'),
  download: false,
});

describe('datasets', () => {
  it('holds every name of the spec language', () => {
    for (const [name, { fileSettings }] of Object.entries(datasets)) {
      if (fileSettings.length === 0) expect(datasetSchema.parse(name).name).toBe(name);
      else expect(datasetSchema.safeParse(name).success).toBe(false);
    }
    expect(Object.keys(datasets)).toHaveLength(14);
  });
});

test('specs are read without what reads, makes and downloads data', () => {
  const language = path.resolve(__dirname, '../../src/spec/experiment-schema.js');
  const code = `require(${JSON.stringify(language)}); console.log(Object.keys(require.cache).join())`;
  const files = execFileSync(process.execPath, ['-e', code], { encoding: 'utf8' }).split(',');
  const loaded = files.map((file) => path.basename(file.trim()));
  expect(loaded).toContain('mnist.js');
  for (const reader of [
    'read-idx-file',
    'download-file',
    'scatter-points',
    'draw-digits',
    'read-csv',
    'read-image-folder',
    'load-cifar',
  ]) {
    expect(loaded).not.toContain(`${reader}.js`);
  }
});

describe.each([
  { name: 'synthetic-digits', train: 50, validation: 20, test: 30 },
  { name: 'moons' },
  { name: 'circles' },
])('$name', (settings) => {
  it('can always be had, with the shape and the counts that planning was told', async () => {
    const spec = datasetSchema.parse(settings);
    expect(await findDataset(spec, sources())).toEqual({ available: true });
    const dataset = await datasetOf(spec).load(spec, 7, sources());
    expect(await datasetOf(spec).facts(spec, sources())).toEqual({
      inputShape: dataset.inputShape,
      classCount: dataset.classNames.length,
      classNames: dataset.classNames,
      trainCount: dataset.train.count,
      validationCount: dataset.validation.count,
      testCount: dataset.test.count,
    });
    const size = dataset.inputShape.reduce((product, length) => product * length, 1);
    for (const split of [dataset.train, dataset.validation, dataset.test]) {
      expect(split.inputs).toHaveLength(split.count * size);
      expect(split.labels).toHaveLength(split.count);
      for (const label of new Set(split.labels)) {
        expect(label).toBeLessThan(dataset.classNames.length);
      }
    }
    expect(dataset.checksum).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe.each(['mnist', 'fashion-mnist'])('%s without files', (name) => {
  it('is not available, with the reason and a remedy', async () => {
    const spec = datasetSchema.parse({ name });
    expect(await findDataset(spec, sources())).toEqual({
      available: false,
      reason: `${name} was not found`,
      hint: expect.stringContaining(path.join(scratch(), 'cache', name)),
    });
    await expect(datasetOf(spec).load(spec, 0, sources())).rejects.toThrow(`${name} was not found`);
  });

  it('can be planned with all the same', async () => {
    const spec = datasetSchema.parse({ name });
    expect(await datasetOf(spec).facts(spec, sources())).toEqual({
      inputShape: [28, 28, 1],
      classCount: 10,
      classNames: datasetOf(spec).classNames(spec),
      trainCount: 55_000,
      validationCount: 5000,
      testCount: 10_000,
    });
  });
});

describe('resolveDatasetSources', () => {
  const before = process.env['ABLATE_DATA_DIR'];
  afterEach(() => {
    if (before === undefined) delete process.env['ABLATE_DATA_DIR'];
    else process.env['ABLATE_DATA_DIR'] = before;
  });

  it('looks into the folder of the command line, then into that of the environment', () => {
    process.env['ABLATE_DATA_DIR'] = 'environment';
    expect(resolveDatasetSources({ dataDir: 'argument', download: true })).toMatchObject({
      folders: [path.resolve('argument'), path.resolve('environment')],
      download: true,
    });
    process.env['ABLATE_DATA_DIR'] = '';
    expect(resolveDatasetSources({ download: false }).folders).toEqual([]);
  });
});
