import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { DatasetSources } from '../../../src/datasets/dataset-sources';
import { locateDataset, pinDataset } from '../../../src/datasets/files/pin-dataset';
import { datasetOf, datasetSchema } from '../../../src/datasets/registry';
import { useScratchFolder } from '../../scratch-folder';
import { type Files, findFault, readSpec } from './read-spec';

const scratch = useScratchFolder();

const sources = (): DatasetSources => ({
  folders: [],
  cacheFolder: path.join(scratch(), 'cache'),
  download: false,
});

const read = (settings: Record<string, unknown>, files: Files) =>
  readSpec(scratch(), { name: 'csv', label: 'kind', ...settings }, files);

const failure = (settings: Record<string, unknown>, files: Files) =>
  findFault(scratch(), { name: 'csv', label: 'kind', ...settings }, files);

const noSplit = { split: { validation: 0, test: 0 }, standardize: false };

describe('csv', () => {
  it('takes numbers as they are, and classes in natural order', async () => {
    const text = '\ufeffx, y,kind\r\n1,2.5,"c10"\r\n-3e1,.5,c2\r\n';
    const { data } = await read({ file: 'a.csv', ...noSplit }, { 'a.csv': text });
    expect(data.classNames).toEqual(['c2', 'c10']);
    expect([...data.train.inputs]).toEqual([1, 2.5, -30, 0.5]);
    expect([...data.train.labels]).toEqual([1, 0]);
    expect(data.inputShape).toEqual([2]);
  });

  it('reads tabs, gzip, and files whose first line is a row', async () => {
    const settings = { label: -1, features: [1], ...noSplit };
    const tsv = await read({ file: 'a.tsv', ...settings }, { 'a.tsv': '1\t2\ta\n3\t4\tb\n' });
    const packed = { 'a.csv.gz': gzipSync('1,2,a\n3,4,b\n') };
    const gz = await read({ file: 'a.csv.gz', ...settings }, packed);
    for (const { data } of [tsv, gz]) expect([...data.train.inputs]).toEqual([1, 3]);
    expect(gz.facts.notes).toContain('a.csv.gz: the first line is a row, not names of columns');
  });

  it('makes a column of each category, and of numbers where they are named', async () => {
    const text = 'color,size,kind\nred,1,a\nblue,2,b\nred,1,b\n';
    const settings = { file: 'a.csv', categories: ['size'], ...noSplit };
    const { data } = await read(settings, { 'a.csv': text });
    expect(data.inputShape).toEqual([4]);
    expect([...data.train.inputs]).toEqual([1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0]);
  });

  it('leaves rows out or fills cells only where it is told to, and says so', async () => {
    const files = { 'a.csv': 'x,y,kind\n1,2,a\n?,4,b\n5,6,b\n3,,a\n' };
    expect(await failure({ file: 'a.csv', ...noSplit }, files)).toContain(
      'a.csv, line 3, column "x": ? stands for no value',
    );
    const dropped = await read({ file: 'a.csv', missing: 'drop', ...noSplit }, files);
    expect(dropped.facts.trainCount).toBe(2);
    expect(dropped.facts.notes).toEqual([
      '2 rows with empty cells were left out (missing: drop): a.csv line 3, a.csv line 5',
    ]);
    const filled = await read({ file: 'a.csv', missing: 'mean', ...noSplit }, files);
    expect([...filled.data.train.inputs]).toEqual([1, 2, 3, 4, 5, 6, 3, 4]);
  });

  it('scales by the training rows alone', async () => {
    const { data, facts } = await read(
      { train: 'a.csv', test: 'b.csv', split: { validation: 0 } },
      { 'a.csv': 'x,y,kind\n1,7,a\n3,7,b\n', 'b.csv': 'x,y,kind\n5,8,a\n' },
    );
    expect([...data.train.inputs]).toEqual([-1, 0, 1, 0]);
    expect([...data.test.inputs]).toEqual([3, 1]);
    expect(facts.features).toEqual([
      { name: 'x', fill: [2], mean: 2, deviation: 1 },
      { name: 'y', fill: [7], mean: 7, deviation: 1 },
    ]);
  });

  it('divides rows by a column, or the same share of each class by a seed of its own', async () => {
    const rows = Array.from({ length: 100 }, (_, row) => `${row},${row % 4 === 0 ? 'b' : 'a'}`);
    const files = { 'a.csv': ['x,kind', ...rows].join('\n') };
    const settings = { file: 'a.csv', standardize: false };
    const first = await read({ ...settings, split: { seed: 1 } }, files);
    expect(first.facts.classCounts).toEqual({
      train: [45, 15],
      validation: [15, 5],
      test: [15, 5],
    });
    const other = await read({ ...settings, split: { seed: 2 } }, files);
    expect(other.data.train.inputs).not.toEqual(first.data.train.inputs);
    const parts = [first.data.train, first.data.validation, first.data.test];
    const all = parts.flatMap(({ inputs }) => [...inputs]).sort((a, b) => a - b);
    expect(all).toEqual(rows.map((_, row) => row));

    const named = await read(
      { ...settings, split: 'part' },
      { 'a.csv': 'x,part,kind\n1,train,a\n2,test,b\n3,train,b\n4,val,a\n' },
    );
    expect([...named.data.train.inputs]).toEqual([1, 3]);
    expect([...named.data.validation.inputs]).toEqual([4]);
    expect(named.facts.notes).toEqual([
      'no example of b for validation',
      'no example of a for test',
    ]);
  });

  it('is told by contents: a moved folder holds the same, a changed file does not', async () => {
    const spec = datasetSchema.parse({ name: 'csv', file: 'a.csv', label: 'kind' });
    const pinIn = (folder: string, text: string) => {
      fs.mkdirSync(path.join(scratch(), folder));
      fs.writeFileSync(path.join(scratch(), folder, 'a.csv'), text);
      return pinDataset(locateDataset(spec, path.join(scratch(), folder)));
    };
    const [here, there, other] = [pinIn('a', 'x\n'), pinIn('b', 'x\n'), pinIn('c', 'y\n')];
    expect(there.dataset).toEqual(here.dataset);
    expect(other.dataset).not.toEqual(here.dataset);
    expect(JSON.stringify(here.dataset)).not.toContain(scratch());
  });

  it('keeps what it parsed, and refuses a file that has changed since', async () => {
    const file = path.join(scratch(), 'a.csv');
    fs.writeFileSync(file, 'x,kind\n1,a\n2,b\n');
    const written = { name: 'csv', file, label: 'kind', ...noSplit };
    const { dataset, files } = pinDataset(datasetSchema.parse(written));
    const kind = datasetOf(dataset);
    const first = await kind.load(dataset, 0, { ...sources(), files });
    fs.writeFileSync(file, 'x,kind\n1,a\n99,b\n');
    expect(await kind.load(dataset, 0, { ...sources(), files })).toEqual(first);
    const elsewhere = { ...sources(), cacheFolder: path.join(scratch(), 'other'), files };
    await expect(kind.load(dataset, 0, elsewhere)).rejects.toThrow('holds something else');

    const [copy = ''] = fs.readdirSync(path.join(scratch(), 'cache', 'parsed'));
    const place = path.join(scratch(), 'cache', 'parsed', copy);
    const bytes = fs.readFileSync(place);
    bytes[bytes.length - 1] = 7;
    fs.writeFileSync(place, bytes);
    await expect(kind.load(dataset, 0, { ...sources(), files })).rejects.toThrow('something else');
  });
});

const many = (count: number) => Array.from({ length: count }, (_, row) => `${row},c${row}`);

test.each([
  ['no rows', '', 'a.csv has no rows'],
  ['only names', 'x,kind\n', 'a.csv has no rows'],
  ['ragged rows', 'x,kind\n1,a\n1,2,b\n', 'a.csv, line 3: 3 cells where the rows before have 2'],
  ['a short row', 'x,kind\n1,a\n2\n', 'a.csv, line 3: 1 cells where the rows before have 2'],
  ['an open quote', 'x,kind\n1,"a\n2,b\n', 'a quote is opened and never closed'],
  [
    'text behind a quote',
    'x,kind\n1,"a"b\n',
    'a.csv, line 2: there is text behind a closing quote',
  ],
  ['an empty cell', 'x,kind\n1,a\n,b\n', 'a.csv, line 3, column "x": the cell is empty'],
  ['NaN', 'x,kind\n1,a\nNaN,b\n', 'a.csv, line 3, column "x": NaN stands for no value'],
  ['infinity', 'x,kind\n1,a\ninf,b\n', 'a.csv, line 3, column "x": inf is no finite number'],
  ['a huge number', 'x,kind\n1e39,a\n', 'a.csv, line 2, column "x": 1e39 is no finite number'],
  ['a word', 'x,kind\n1,a\nten,b\n', 'a.csv, line 3, column "x": "ten" is no number'],
  ['no label', 'x,kind\n1,a\n2,\n', 'a.csv, line 3, column "kind": the cell is empty'],
  ['no such column', 'x,sort\n1,a\n', 'a.csv has no column kind. Its columns are x, sort.'],
  ['names twice', 'x,x,kind\n1,2,a\n', 'a.csv: two columns are named "x"'],
  ['no features', 'kind\na\nb\n', 'a.csv has no columns besides its labels'],
  ['many classes', ['x,kind', ...many(300)].join('\n'), 'more than 256 classes by line 258'],
  ['truncated gzip', gzipSync('x,kind\n1,a\n').subarray(0, 20), 'the gzip file ends early'],
  ['no gzip', Buffer.from([0x1f, 0x8b, 1, 2, 3, 4]), 'the gzip file is corrupt'],
  [
    'a gzip bomb',
    gzipSync(`x,kind\n${`0.${'0'.repeat(5000)},a\n`.repeat(4000)}`),
    'unpacks to more than 300 times its size',
  ],
])('a file with %s is refused', async (_, text, message) => {
  expect(await failure({ file: 'a.csv', ...noSplit }, { 'a.csv': text })).toContain(message);
});

test('files of other columns, and classes without training rows, are refused', async () => {
  const train = 'x,kind\n1,a\n2,b\n';
  const settings = { train: 'a.csv', test: 'b.csv', split: { validation: 0 } };
  expect(await failure(settings, { 'a.csv': train, 'b.csv': 'z,kind\n1,a\n' })).toContain(
    'b.csv: its columns are not those of the file before (z)',
  );
  expect(await failure(settings, { 'a.csv': train, 'b.csv': 'x,kind\n1,q\n' })).toContain(
    'no row of q is left to train on',
  );
  expect(() => pinDataset(datasetSchema.parse({ name: 'csv', file: 'no.csv', label: 1 }))).toThrow(
    'no.csv was not found',
  );
});
