import fs from 'node:fs';
import path from 'node:path';
import { declareExperiment } from '../../src/records/declare-experiment';
import { listEventFileNames } from '../../src/records/events/event-file-name';
import { EventWriter } from '../../src/records/events/event-writer';
import { readEvents } from '../../src/records/events/read-events';
import { ExperimentDirectory } from '../../src/records/experiment-directory';
import { replaceEvents } from '../../src/records/replace-events';
import {
  buildHParamsExperiment,
  type HParamsExperiment,
} from '../../src/records/summaries/hparams';
import { tabulateHyperparameters } from '../../src/records/summaries/hyperparameter-columns';
import { useScratchFolder } from '../scratch-folder';

const scratch = useScratchFolder();

function describeRates(rates: readonly number[]): HParamsExperiment {
  return {
    name: 'rates',
    columns: tabulateHyperparameters(rates.map((rate) => ({ rate }))).columns,
    metrics: [{ tag: 'accuracy/test', split: 'validation' }],
  };
}

/** The folders of the logdir that declare the experiment. */
function listHomes(directory: ExperimentDirectory): string[] {
  return fs
    .readdirSync(directory.path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .filter(({ parentPath, name }) =>
      readEvents(path.join(parentPath, name)).events.some(
        (event) =>
          event.kind === 'summaries' &&
          event.summaries.some(({ tag }) => tag === '_hparams_/experiment'),
      ),
    )
    .map(({ parentPath }) => path.relative(directory.path, parentPath));
}

test('the declaration stands beside a run, once, and moves with the plan', () => {
  const directory = new ExperimentDirectory(scratch());
  declareExperiment(directory, ['a-s0'], describeRates([0.1]));
  expect(listHomes(directory)).toEqual(['a-s0']);
  declareExperiment(directory, ['b-s0', 'a-s0'], describeRates([0.1, 0.2]));
  expect(listHomes(directory)).toEqual(['b-s0']);
});

test('it stays when the run beside it begins anew', () => {
  const directory = new ExperimentDirectory(scratch());
  declareExperiment(directory, ['a-s0'], describeRates([0.1]));
  const run = directory.run('a-s0');
  EventWriter.open(run.events, 0).close();
  run.clear();
  expect(listEventFileNames(run.events)).toHaveLength(1);
  expect(listHomes(directory)).toEqual(['a-s0']);
});

test('what an earlier version put at the root goes; other and unreadable event files stay', () => {
  const directory = new ExperimentDirectory(scratch());
  replaceEvents(directory.path, [
    { step: 0, summaries: [buildHParamsExperiment(describeRates([0.1]))] },
  ]);
  const unreadable = path.join(directory.path, 'events.out.tfevents.1.v2');
  fs.writeFileSync(unreadable, 'not mine');
  declareExperiment(directory, ['a-s0'], describeRates([0.1]));
  expect(listEventFileNames(directory.path)).toEqual([path.basename(unreadable)]);
});

test('where the folder of a run can not be made, the next one takes it', () => {
  const directory = new ExperimentDirectory(scratch());
  fs.writeFileSync(path.join(directory.path, 'a-s0'), '');
  declareExperiment(directory, ['a-s0', 'b-s0'], describeRates([0.1]));
  expect(listHomes(directory)).toEqual(['b-s0']);
  expect(() => declareExperiment(directory, ['a-s0'], describeRates([0.1]))).toThrow(/a-s0/);
});
