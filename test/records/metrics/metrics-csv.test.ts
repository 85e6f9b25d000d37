import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {
  findRow,
  type MetricsRow,
  MetricsWriter,
  readMetrics,
} from '../../../src/records/metrics/metrics-csv';
import { emptyMark, extendMark } from '../../../src/records/metrics/metrics-mark';
import { useScratchFolder } from '../../scratch-folder';

const folder = useScratchFolder();
const file = (): string => path.join(folder(), 'metrics.csv');
const columns = ['train/loss', 'test/accuracy'];

function writeRows(writer: MetricsWriter, steps: readonly number[]): void {
  for (const step of steps) {
    writer.append({ step, values: { 'train/loss': 1 / step } });
  }
  writer.close();
}

test('the header stands first, cells not measured stay empty, rows are there at once', () => {
  const writer = MetricsWriter.create(file(), columns);
  writer.append({ step: 100, values: { 'train/loss': 0.1 } });
  writer.append({ step: 200, values: { 'test/accuracy': 1, 'train/loss': Number.NaN } });
  expect(fs.readFileSync(file(), 'utf8')).toBe(
    'step,train/loss,test/accuracy\n100,0.1,\n200,NaN,1\n',
  );
  writer.close();
});

test('every number parses back to the same float64', () => {
  const row = fc.record({ a: fc.double(), b: fc.option(fc.double(), { nil: undefined }) });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 5 }), (numbers) => {
      const rows = numbers.map(({ a, b }, index): MetricsRow => {
        return { step: index, values: b === undefined ? { a } : { a, b } };
      });
      const writer = MetricsWriter.create(file(), ['a', 'b']);
      rows.forEach((each) => {
        writer.append(each);
      });
      writer.close();
      expect(readMetrics(file())).toEqual({ columns: ['a', 'b'], rows, torn: false });
    }),
    { seed: 4, numRuns: 40 },
  );
});

test('a run resumed at any step, its last line torn anywhere, ends with the same bytes', () => {
  const steps = [10, 20, 30, 100, 110];
  const writer = MetricsWriter.create(file(), columns);
  const marks = new Map([[0, writer.mark]]);
  for (const step of steps) {
    writer.append({ step, values: { 'train/loss': 1 / step } });
    marks.set(step, writer.mark);
  }
  writer.close();
  const whole = fs.readFileSync(file());
  const headerLength = whole.indexOf('\n') + 1;
  for (let length = headerLength; length <= whole.length; length += 1) {
    const cut = whole.subarray(0, length);
    const rowsKept = cut.toString().split('\n').length - 2;
    const checkpoint = steps[rowsKept - 2] ?? 0;
    fs.writeFileSync(file(), cut);
    writeRows(
      MetricsWriter.resume(file(), columns, marks.get(checkpoint) ?? emptyMark),
      steps.filter((step) => step > checkpoint),
    );
    expect(fs.readFileSync(file())).toEqual(whole);
  }
});

test('a file that needs no truncation is left untouched, and its mark goes on', () => {
  const writer = MetricsWriter.create(file(), columns);
  writeRows(writer, [1, 2, 3]);
  const { ino } = fs.statSync(file());
  const resumed = MetricsWriter.resume(file(), columns, writer.mark);
  expect(fs.statSync(file()).ino).toBe(ino);
  writeRows(resumed, [4]);
  expect(resumed.mark).toEqual(extendMark(emptyMark, fs.readFileSync(file())));
});

test('the row of a step is found in the bytes', () => {
  writeRows(MetricsWriter.create(file(), columns), [1, 11, 111]);
  const bytes = fs.readFileSync(file());
  expect(findRow(bytes, 11)).toEqual({ step: 11, values: { 'train/loss': 1 / 11 } });
  expect(findRow(bytes, 2)).toBeUndefined();
  expect(findRow(Buffer.from('step,train/loss\n1,0.5\n2,0.2'), 2)).toBeUndefined();
});

test('a torn last line is left out and reported', () => {
  fs.writeFileSync(file(), 'step,a\n1,0.5\n2,0.2');
  expect(readMetrics(file())).toEqual({
    columns: ['a'],
    rows: [{ step: 1, values: { a: 0.5 } }],
    torn: true,
  });
});

test('going on with other rows or without the file is refused', () => {
  const writer = MetricsWriter.create(file(), columns);
  writeRows(writer, [1]);
  fs.writeFileSync(file(), fs.readFileSync(file(), 'utf8').replace('1,1', '1,2'));
  expect(() => MetricsWriter.resume(file(), columns, writer.mark)).toThrow(
    `${file()} does not hold the rows that were written`,
  );
  fs.rmSync(file());
  expect(() => MetricsWriter.resume(file(), columns, writer.mark)).toThrow(`Cannot read ${file()}`);
});

test('a file of another kind is refused', () => {
  fs.writeFileSync(file(), 'hello\n');
  expect(() => readMetrics(file())).toThrow(`${file()} is no metrics file`);
});
