import { useScratchFolder } from '../../scratch-folder';
import { type Files, findFault, readSpec } from './read-spec';

const scratch = useScratchFolder();

const noSplit = { split: { validation: 0, test: 0 }, standardize: false };

const read = (settings: Record<string, unknown>, files: Files) =>
  readSpec(scratch(), { name: 'csv', file: 'a.csv', ...noSplit, ...settings }, files);

const failure = (settings: Record<string, unknown>, files: Files) =>
  findFault(scratch(), { name: 'csv', file: 'a.csv', ...noSplit, ...settings }, files);

const files = { 'a.csv': 'x,price,area\n1,10,2.5\n2,30,-1e2\n3,20,0\n' };

test('a column of numbers is what is to be predicted, in its own units', async () => {
  const { data, facts } = await read({ target: 'price' }, files);
  expect([...data.train.labels]).toEqual([10, 30, 20]);
  expect(data.inputShape).toEqual([2]);
  expect(data.classNames).toEqual([]);
  const deviation = Math.sqrt(200 / 3);
  expect(data.targets).toEqual({ names: ['price'], means: [20], deviations: [deviation] });
  expect(facts).toMatchObject({
    classCount: 0,
    targets: {
      ...{ names: ['price'], isStandardized: true },
      ...{ deviations: [deviation], absoluteDeviations: [20 / 3] },
    },
  });
  expect(facts.classCounts).toBeUndefined();
});

test('several targets, learnt as they are, come from the cache as from the file', async () => {
  const settings = { target: ['price', 3], standardizeTarget: false };
  const first = await read(settings, files);
  const again = await read(settings, files);
  for (const { data, facts } of [first, again]) {
    expect(data.targets).toEqual({ names: ['price', 'area'], means: [0, 0], deviations: [1, 1] });
    expect([...data.train.labels]).toEqual([10, 2.5, 30, -100, 20, 0]);
    expect([...data.train.inputs]).toEqual([1, 2, 3]);
    expect(facts.targets?.isStandardized).toBe(false);
  }
});

test('shares of the rows are drawn', async () => {
  const rows = Array.from({ length: 50 }, (_, row) => `${row},${2 * row}`);
  const split = { validation: 0.2, test: 0.1, seed: 3 };
  const { data } = await read({ target: 'y', split }, { 'a.csv': `x,y\n${rows.join('\n')}\n` });
  expect([data.train.count, data.validation.count, data.test.count]).toEqual([35, 10, 5]);
  for (const { inputs, labels } of [data.train, data.validation, data.test]) {
    expect([...labels]).toEqual(Array.from(inputs, (x) => 2 * x));
  }
});

test.each([
  ['1,cheap,2', 'a.csv, line 2, column "price": "cheap" is no finite number to predict'],
  ['1,inf,2', 'a.csv, line 2, column "price": "inf" is no finite number to predict'],
  ['1,,2', 'a.csv, line 2, column "price": the cell is empty'],
])('%s is told with its place', async (row, message) => {
  expect(await failure({ target: 'price' }, { 'a.csv': `x,price,area\n${row}\n` })).toContain(
    message,
  );
});

test('a target is a column, and none to learn from', async () => {
  expect(await failure({ target: 'prize' }, files)).toContain('a.csv has no column prize');
  expect(await failure({ target: 'price', features: ['x', 'price'] }, files)).toContain(
    'names the column of the target or of the split',
  );
});
