import fs from 'node:fs';
import path from 'node:path';
import { PNG } from 'pngjs';
import { showData } from '../../../../src/cli/commands/specs/data-command';
import { useScratchFolder } from '../../../scratch-folder';
import { captureOutput } from '../../capture-output';
import { plainPlanning } from '../../plain-options';

const scratch = useScratchFolder();
const cacheBefore = process.env['ABLATE_CACHE_DIR'];

beforeEach(() => {
  process.env['ABLATE_CACHE_DIR'] = path.join(scratch(), 'cache');
});
afterEach(() => {
  if (cacheBefore === undefined) delete process.env['ABLATE_CACHE_DIR'];
  else process.env['ABLATE_CACHE_DIR'] = cacheBefore;
});

/** What `ablate data` says of a spec whose data set is this. */
function examine(dataset: string, options: { format: 'table' | 'json'; picture?: string }) {
  const spec = path.join(scratch(), 'own.yaml');
  fs.writeFileSync(
    spec,
    `name: own\ndataset: ${dataset}\nmodel: { type: mlp }\noptimizer: sgd\nsteps: 1\nbatchSize: 2\n`,
  );
  return captureOutput(() => showData({ ...plainPlanning, spec: [spec], ...options }));
}

const table = [
  'x,y,part,kind',
  '1,5,train,a',
  '2,5,train,b',
  '1,5,train,b',
  '400,5,train,a',
  '2,5,test,b',
  '3,6,test,b',
];
const own = '{ name: csv, file: own.csv, label: kind, split: part, standardize: false }';

test('says what the data are, and what is odd about them', async () => {
  fs.writeFileSync(path.join(scratch(), 'own.csv'), table.join('\n'));
  const { exitCode, stdout } = await examine(own, { format: 'table' });
  expect(exitCode).toBe(0);
  expect(stdout).toContain('csv: 2 values each, 2 classes');
  for (const [name, ...cells] of [
    ['b', '2', '0', '2'],
    ['all', '4', '0', '2'],
    ['values: max', '400', '-', '6'],
  ]) {
    expect(stdout).toMatch(new RegExp(`^${name} +${cells.join(' +')}$`, 'm'));
  }
  expect(stdout.split('\n').filter((line) => line.startsWith('warning: '))).toEqual([
    'warning: no example of a for test',
    'warning: always the same in training: y',
    'warning: there are no validation examples',
    'warning: test has no example of a',
    'warning: 1 of 2 test examples are in training too',
    'warning: 1 examples are in more than one class',
    'warning: values reach from 1 to 400: bring them to about 1, for instance with `standardize: true`',
    'warning: 1 of 2 values of an example never change in training',
  ]);
});

test('says the same to programs', async () => {
  fs.writeFileSync(path.join(scratch(), 'own.csv'), table.join('\n'));
  const { stdout } = await examine(own, { format: 'json' });
  expect(JSON.parse(stdout)).toMatchObject({
    command: 'data',
    datasets: [
      {
        name: 'csv',
        inputShape: [2],
        classNames: ['a', 'b'],
        files: [path.join(scratch(), 'own.csv')],
        splits: {
          train: { count: 4, classCounts: [2, 2], values: { min: 1, max: 400, mean: 53 } },
          validation: { count: 0, values: null },
        },
        duplicates: {
          inTraining: 1,
          withTraining: { validation: 0, test: 1 },
          first: [{ split: 'test', example: 0, training: 1 }],
        },
        constant: [1],
      },
    ],
  });
});

test('draws examples of every class, where they are images', async () => {
  const picture = path.join(scratch(), 'examples.png');
  const digits = '{ name: synthetic-digits, train: 40, validation: 0, test: 20 }';
  await examine(digits, { format: 'table', picture });
  const { width, data } = PNG.sync.read(fs.readFileSync(picture));
  expect(width).toBe(350);
  expect(new Set(data).size).toBeGreaterThan(10);
  await expect(examine('moons', { format: 'table', picture })).rejects.toThrow(
    'The examples of moons are no images: there is nothing to draw',
  );
});
