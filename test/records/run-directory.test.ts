import fs from 'node:fs';
import path from 'node:path';
import { ExperimentDirectory } from '../../src/records/experiment-directory';
import { useScratchFolder } from '../scratch-folder';

const folder = useScratchFolder();

test('runs are listed by what they hold, in the order of their names', () => {
  const experiment = new ExperimentDirectory(folder());
  expect(experiment.listRuns()).toEqual([]);
  for (const name of ['b-s1', 'b-s0', 'a-s0', 'not-a-run']) {
    experiment.run(name).prepare();
  }
  fs.writeFileSync(experiment.run('b-s1').runFile, '{}');
  fs.writeFileSync(experiment.run('b-s0').statusFile, '{}');
  fs.writeFileSync(experiment.run('a-s0').runFile, '{}');
  fs.writeFileSync(experiment.planFile, '{}');
  expect(experiment.listRuns().map(({ name }) => name)).toEqual(['a-s0', 'b-s0', 'b-s1']);
});

test('an experiment that never ran has no runs', () => {
  expect(new ExperimentDirectory(path.join(folder(), 'missing')).listRuns()).toEqual([]);
});

test('preparing clears what killed writers left, and keeps what is whole', () => {
  const run = new ExperimentDirectory(folder()).run('a-s0');
  run.prepare();
  fs.writeFileSync(path.join(run.checkpoints, '.ablate-77-1.tmp'), 'half');
  fs.writeFileSync(path.join(run.path, '.ablate-77-2.tmp'), 'half');
  fs.writeFileSync(run.metricsFile, 'step\n');
  run.prepare();
  expect(fs.readdirSync(run.checkpoints)).toEqual([]);
  expect(fs.readdirSync(run.path).sort()).toEqual(['checkpoints', 'metrics.csv']);
});

test('clearing deletes every record of earlier attempts, but neither configuration nor log', () => {
  const run = new ExperimentDirectory(folder()).run('a-s0');
  run.prepare();
  fs.mkdirSync(run.model);
  const written = ['status.json', 'metrics.csv', 'events.out.tfevents.1.h.1.0.v2', 'run.json'];
  for (const name of [...written, 'run.log', 'checkpoints/checkpoint-00000001.ablate']) {
    fs.writeFileSync(path.join(run.path, name), '');
  }
  run.clear();
  expect(fs.readdirSync(run.path).sort()).toEqual(['checkpoints', 'run.json', 'run.log']);
  expect(fs.readdirSync(run.checkpoints)).toEqual([]);
});

test('a folder that can not be made is a clear error', () => {
  fs.writeFileSync(path.join(folder(), 'a-s0'), '');
  const run = new ExperimentDirectory(folder()).run('a-s0');
  expect(() => run.prepare()).toThrow(
    `Cannot create ${run.path}: a file stands where a folder is needed`,
  );
});
