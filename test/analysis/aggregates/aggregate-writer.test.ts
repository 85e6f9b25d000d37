import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AggregateWriter } from '../../../src/analysis/aggregates/aggregate-writer';
import { readEventFolder } from '../../../src/analysis/results/read-event-folder';
import type { ExperimentDirectory } from '../../../src/records/experiment-directory';
import { MetricsWriter } from '../../../src/records/metrics/metrics-csv';
import { emptyMark, extendMark } from '../../../src/records/metrics/metrics-mark';
import { waitUntil } from '../../launch/start-ablate';
import { useScratchFolder } from '../../scratch-folder';
import { planSample, sampleColumns, writeResults } from '../sample-results';

const folder = useScratchFolder();

const plan = planSample('grid:', '  model.activation: [relu, tanh]', 'seeds: 3');

/** Results in which seed 2 of tanh diverged. */
function writeSample(): ExperimentDirectory {
  return writeResults(folder(), plan, ({ trial, seed }) =>
    trial === 'tanh' && seed === 2 ? undefined : 0.5 + seed / 10,
  );
}

function readScalars(directory: ExperimentDirectory, trial: string, tag: string): unknown {
  const { series } = readEventFolder(path.join(directory.aggregates, trial));
  return series.get(tag)?.map(({ step, summary: { tensor } }) => {
    if (tensor.dtype === 'string') throw new Error(`${tag} is no scalar`);
    return [step, tensor.content[0]];
  });
}

test('a trial has the mean under the tag of its runs, and the band around it', () => {
  const directory = writeSample();
  const coverage = new AggregateWriter(directory).refresh();
  expect(coverage.trialCount).toBe(2);
  expect([...coverage.aggregated]).toEqual([
    ['relu', [0, 1, 2]],
    ['tanh', [0, 1]],
  ]);
  expect(coverage.leftOut.map(({ config }) => config.runId)).toEqual(['tanh-s2']);
  // Accuracies 0.5, 0.6 and 0.7, half of that at step 5: sd 0.1 and 0.05.
  expect(readScalars(directory, 'relu', 'accuracy/test')).toEqual([
    [5, Math.fround(0.3)],
    [10, Math.fround(0.6)],
  ]);
  expect(readScalars(directory, 'relu', 'mean-sd/accuracy/test')).toEqual([
    [5, expect.closeTo(0.25, 6)],
    [10, expect.closeTo(0.5, 6)],
  ]);
  expect(readScalars(directory, 'relu', 'mean+sd/accuracy/test')).toEqual([
    [5, expect.closeTo(0.35, 6)],
    [10, expect.closeTo(0.7, 6)],
  ]);
  expect(readScalars(directory, 'tanh', 'loss/train')).toEqual([
    [5, Math.fround(0.205)],
    [10, Math.fround(0.105)],
  ]);
});

test('refresh rewrites a trial when one of its runs has gone on, and no other', () => {
  const directory = writeSample();
  const writer = new AggregateWriter(directory);
  const filesOf = (trial: string): string[] =>
    fs.readdirSync(path.join(directory.aggregates, trial));
  writer.refresh();
  const before = { relu: filesOf('relu'), tanh: filesOf('tanh') };
  writer.refresh();
  expect({ relu: filesOf('relu'), tanh: filesOf('tanh') }).toEqual(before);
  for (const seed of [0, 1, 2]) {
    const { metricsFile } = directory.run(`relu-s${seed}`);
    const mark = extendMark(emptyMark, fs.readFileSync(metricsFile));
    const metrics = MetricsWriter.resume(metricsFile, sampleColumns, mark);
    metrics.append({ step: 15, values: { 'train/loss': seed } });
    metrics.close();
  }
  writer.refresh();
  expect(filesOf('tanh')).toEqual(before.tanh);
  expect(filesOf('relu')).toHaveLength(1);
  expect(filesOf('relu')).not.toEqual(before.relu);
  expect(readScalars(directory, 'relu', 'loss/train')).toEqual([
    [5, expect.closeTo(0.21, 6)],
    [10, expect.closeTo(0.11, 6)],
    [15, 1],
  ]);
});

test('a trial whose runs are gone disappears, and what a kill left is taken over', () => {
  const directory = writeSample();
  const writer = new AggregateWriter(directory);
  writer.refresh();
  const relu = path.join(directory.aggregates, 'relu');
  const [name = ''] = fs.readdirSync(relu);
  const killed = path.join(folder(), 'killed');
  fs.cpSync(relu, killed, { recursive: true });
  fs.rmSync(directory.run('tanh-s0').path, { recursive: true });
  new AggregateWriter(directory).refresh();
  expect(fs.readdirSync(directory.aggregates)).toEqual(['relu']);
  // As after a kill between the writing of the new file and the deletion of the old one.
  fs.cpSync(path.join(killed, name), path.join(relu, name));
  expect(readScalars(directory, 'relu', 'accuracy/test')).toHaveLength(2);
  new AggregateWriter(directory).refresh();
  expect(fs.readdirSync(relu)).toHaveLength(1);
});

test('SIGKILL at any instant leaves each trial whole', async () => {
  const directory = writeSample();
  const file = (name: string): string => path.resolve(__dirname, '../../../src', name);
  const script = `
const { AggregateWriter } = require(${JSON.stringify(file('analysis/aggregates/aggregate-writer.js'))});
const { ExperimentDirectory } = require(${JSON.stringify(file('records/experiment-directory.js'))});
for (;;) new AggregateWriter(new ExperimentDirectory(${JSON.stringify(directory.path)})).refresh();`;
  new AggregateWriter(directory).refresh();
  const started = fs.readdirSync(path.join(directory.aggregates, 'relu'));
  const readRelu = () => readEventFolder(path.join(directory.aggregates, 'relu'));
  for (const lifeMs of [0, 3, 7, 12]) {
    const writing = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
    const ended = new Promise((resolve) => writing.once('exit', resolve));
    const before = JSON.stringify(readRelu().files);
    await waitUntil('it writes', () => JSON.stringify(readRelu().files) !== before);
    await sleep(lifeMs);
    writing.kill('SIGKILL');
    await ended;
    const { files, series } = readRelu();
    expect(files.map(({ damage }) => damage)).toEqual(files.map(() => undefined));
    expect(series.get('accuracy/test')).toHaveLength(2);
    expect(series.get('mean+sd/loss/train')).toHaveLength(2);
  }
  expect(fs.readdirSync(path.join(directory.aggregates, 'relu'))).not.toEqual(started);
});

test('nothing is shown as long as no trial has two seeds, and the folder is there all the same', () => {
  const directory = writeSample();
  for (const run of directory.listRuns()) {
    if (!run.name.endsWith('-s0')) fs.rmSync(run.path, { recursive: true });
  }
  expect(new AggregateWriter(directory).refresh().aggregated.size).toBe(0);
  expect(fs.readdirSync(directory.aggregates)).toEqual([]);
});
