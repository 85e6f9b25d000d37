import fs from 'node:fs';
import path from 'node:path';
import { readResults } from '../../src/analysis/results/read-results';
import { writeCheckpoint } from '../../src/records/checkpoints/checkpoint-folder';
import { readConfirmedStatus } from '../../src/records/confirm-status';
import { ExperimentDirectory } from '../../src/records/experiment-directory';
import { emptyMark, extendMark } from '../../src/records/metrics/metrics-mark';
import type { RunDirectory } from '../../src/records/run-directory';
import { planSample, writeResults } from '../analysis/sample-results';
import { useScratchFolder } from '../scratch-folder';

const scratch = useScratchFolder();
const plan = planSample('seeds: 2');

/** The first run, completed at step 10 with an accuracy of 0.9. */
function writeRun(): RunDirectory {
  const directory = writeResults(scratch(), plan, () => 0.9);
  const [first] = plan.runs;
  return directory.run(first?.runId ?? '');
}

function edit(file: string, from: string | RegExp, to: string): void {
  const text = fs.readFileSync(file, 'utf8');
  const edited = text.replace(from, to);
  expect(edited).not.toBe(text);
  fs.writeFileSync(file, edited);
}

function addCheckpoint(run: RunDirectory, step: number, configHash: string): void {
  const metrics = extendMark(emptyMark, fs.readFileSync(run.metricsFile));
  writeCheckpoint(run.checkpoints, { step, configHash, metrics, position: null, tensors: {} });
}

const ours = plan.runs[0]?.configHash ?? '';

test('records that agree are believed', () => {
  const run = writeRun();
  addCheckpoint(run, 10, ours);
  expect(readConfirmedStatus(run)).toMatchObject({ state: 'completed', step: 10 });
});

test('missing records say nothing, except for the metrics', () => {
  const run = writeRun();
  fs.rmSync(run.runFile);
  fs.rmSync(run.checkpoints, { recursive: true });
  expect(readConfirmedStatus(run).state).toBe('completed');
  fs.rmSync(run.metricsFile);
  expect(readConfirmedStatus(run).state).toBe('damaged');
});

const contradictions: [string, (run: RunDirectory) => void, RegExp][] = [
  [
    'an accuracy that the metrics do not have',
    (run) => edit(run.statusFile, /"test\/accuracy": [\d.]+/, '"test/accuracy": 0.999'),
    /^status\.json says test\/accuracy 0\.999, metrics\.csv says 0\.9 at step 10$/,
  ],
  [
    'a metric that was never measured',
    (run) => edit(run.statusFile, '"metrics": {', '"metrics": { "validation/loss": 0.1,'),
    /^status\.json says validation\/loss 0\.1, metrics\.csv says none at step 10$/,
  ],
  [
    'a row that was changed',
    (run) => edit(run.metricsFile, /\n10,.*\n/, '\n10,0.1,0.95,0.1\n'),
    /^status\.json says test\/accuracy 0\.9, metrics\.csv says 0\.95/,
  ],
  [
    'an end that comes too early',
    (run) => edit(run.statusFile, '"step": 10', '"step": 5'),
    /^status\.json calls it completed at step 5, run\.json says that it has 10 steps$/,
  ],
  [
    'an end that comes too late',
    (run) => edit(run.statusFile, '"step": 10', '"step": 11'),
    /^status\.json says that it ended at step 11, run\.json that it has 10 steps$/,
  ],
  [
    'the status of another run',
    (run) => {
      const other = path.join(path.dirname(run.path), plan.runs[1]?.runId ?? '', 'status.json');
      fs.copyFileSync(other, run.statusFile);
    },
    /^status\.json and run\.json are of different settings$/,
  ],
  [
    'a checkpoint of another run',
    (run) => addCheckpoint(run, 10, 'another'),
    /^status\.json and the newest checkpoint are of different settings$/,
  ],
  [
    'a checkpoint behind its end',
    (run) => addCheckpoint(run, 12, ours),
    /^status\.json says that it ended at step 10, but there is a checkpoint of step 12$/,
  ],
  [
    'a row of before that was changed',
    (run) => {
      addCheckpoint(run, 10, ours);
      edit(run.metricsFile, '\n5,', '\n6,');
    },
    /^metrics\.csv has other rows up to step 10 than were written$/,
  ],
  ['no rows', (run) => fs.writeFileSync(run.metricsFile, ''), /^metrics\.csv is empty$/],
];

test.each(contradictions)('%s makes the run damaged, in words', (_what, damage, reason) => {
  const run = writeRun();
  damage(run);
  expect(readConfirmedStatus(run)).toEqual({
    state: 'damaged',
    reason: expect.stringMatching(reason),
  });
  // What is compared and reported comes from here.
  const [read] = readResults(new ExperimentDirectory(path.dirname(run.path))).runs;
  expect(read?.metrics).toBeUndefined();
});
