import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { encodePng } from '../../../../src/records/summaries/image';
import { pointsSpec, specOf } from '../../../export/sample-models';
import { type TrainedRun, writeTrainedRun } from '../../../export/trained-run';
import { runAblate } from '../../../launch/start-ablate';

let folder: string;
let digits: TrainedRun;
let points: TrainedRun;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-predict-'));
  digits = await writeTrainedRun(folder, specOf('mlp'));
  points = await writeTrainedRun(folder, pointsSpec);
  const pixels = digits.dataset.test.inputs.subarray(0, 784);
  if (!(pixels instanceof Uint8Array)) throw new Error('Digits are bytes');
  const png = encodePng({ width: 28, height: 28, channels: 1, pixels: pixels.slice() });
  fs.writeFileSync(path.join(folder, 'digit.png'), png);
  fs.writeFileSync(path.join(folder, 'cut.png'), png.subarray(0, 60));
  const rows = [0, 1].map((row) => points.dataset.test.inputs.slice(2 * row, 2 * row + 2));
  fs.writeFileSync(path.join(folder, 'points.csv'), ['x,y', ...rows.map(String), ''].join('\r\n'));
  fs.writeFileSync(path.join(folder, 'ragged.csv'), '1,2\n3\n');
  fs.writeFileSync(path.join(folder, 'text.csv'), '1,2\n3,four\n');
}, 120_000);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const predict = ({ model }: TrainedRun, ...args: string[]) =>
  runAblate(['predict', model.directory.path, ...args], { cwd: folder });

test('a picture gets the probabilities that the test example with its pixels has', async () => {
  const { stdout, exitCode } = await predict(digits, 'digit.png', '--json');
  expect(exitCode).toBe(0);
  const { outputs, predictions } = JSON.parse(stdout);
  const expected = [...digits.probabilities.subarray(0, 10)];
  const best = expected.indexOf(Math.max(...expected));
  expect(outputs).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  expect(predictions).toMatchObject([{ input: 'digit.png', class: String(best) }]);
  for (const [id, value] of predictions[0].probabilities.entries()) {
    expect(value).toBeCloseTo(expected[id] ?? Number.NaN, 6);
  }
});

test('rows of a table are named by their lines, as CSV too', async () => {
  const { stdout, exitCode } = await predict(points, 'points.csv', '--format', 'csv');
  const [header, first, second] = stdout.split('\n');
  expect(exitCode).toBe(0);
  expect(header).toBe('input,class,outer,inner');
  expect(first).toMatch(/^points\.csv:2,(outer|inner),0\.\d+,0\.\d+$/);
  expect(second).toMatch(/^points\.csv:3,/);
  expect(Number(first?.split(',')[2])).toBeCloseTo(points.probabilities[0] ?? Number.NaN, 6);
});

test('an array of NumPy is one example or several', async () => {
  const values = Float32Array.from(points.dataset.test.inputs.subarray(0, 4));
  const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }".padEnd(117);
  const start = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0]);
  const bytes = [start, Buffer.from(`${header}\n`), Buffer.from(values.buffer)];
  fs.writeFileSync(path.join(folder, 'points.npy'), Buffer.concat(bytes));
  const { predictions } = JSON.parse((await predict(points, 'points.npy', '--json')).stdout);
  expect(predictions).toHaveLength(2);
  expect(predictions[1]).toMatchObject({ input: 'points.npy[1]' });
  expect(predictions[1].probabilities[0]).toBeCloseTo(points.probabilities[2] ?? Number.NaN, 6);
});

test('every file that can not be read is told, and the others are answered', async () => {
  const files = ['points.csv', 'ragged.csv', 'text.csv', 'none.csv', 'digit.png', 'notes.txt'];
  const { stdout, stderr, exitCode } = await predict(points, ...files);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('points.csv:2');
  expect(stderr).toContain('ragged.csv, line 2: 1 cells, and the model takes 2 numbers');
  expect(stderr).toContain('text.csv, line 2, column 2: `four` is no number');
  expect(stderr).toContain("none.csv can't be read: there is no such file");
  expect(stderr).toContain('digit.png is a picture, and the model takes 2 numbers');
  expect(stderr).toContain('notes.txt is no kind of file that is read');
});

test('a picture that is cut off is named', async () => {
  const { stderr, exitCode } = await predict(digits, 'cut.png');
  expect(exitCode).toBe(1);
  expect(stderr).toContain("cut.png can't be read as a picture");
});

test('a run without a model says so', async () => {
  const { directory } = points.model;
  fs.rmSync(directory.model, { recursive: true });
  const { stderr, exitCode } = await predict(points, 'points.csv');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('has no trained model');
});
