import fs from 'node:fs';
import path from 'node:path';
import { EventWriter } from '../../src/records/events/event-writer';
import { readEvents } from '../../src/records/events/read-events';
import {
  removeSessionEnd,
  writeExperimentFile,
  writeRunResult,
  writeSessionEnd,
  writeSessionStart,
} from '../../src/records/session-files';
import type { HParamsExperiment } from '../../src/records/summaries/hparams';
import { tabulateHyperparameters } from '../../src/records/summaries/hyperparameter-columns';
import { buildScalar } from '../../src/records/summaries/scalar';
import { useScratchFolder } from '../scratch-folder';

const folder = useScratchFolder();
const start = { hyperparameters: { optimizer: 'adam' }, groupName: 'adam', startedAtMs: 5000 };

function kinds(): string[] {
  const names = fs.readdirSync(folder()).sort();
  return names.map((name) => /session-\w+/.exec(name)?.[0] ?? 'data');
}

function readTags(): string[] {
  const files = fs.readdirSync(folder()).sort();
  const events = files.flatMap((name) => readEvents(path.join(folder(), name)).events);
  return events.flatMap((event) =>
    event.kind === 'summaries' ? event.summaries.map(({ tag }) => tag) : [event.kind],
  );
}

test('start, data and end stand in files of their own, in that order', () => {
  writeSessionStart(folder(), start);
  EventWriter.open(folder(), 0).close();
  writeSessionEnd(folder(), { outcome: 'success', endedAtMs: 6000 });
  expect(kinds()).toEqual(['session-start', 'data', 'session-end']);
  // Only the data has the mark of an attempt.
  expect(readTags()).toEqual([
    'fileVersion',
    '_hparams_/session_start_info',
    'fileVersion',
    'start',
    'fileVersion',
    '_hparams_/session_end_info',
  ]);
});

test('going on takes the end back, and keeps a start that says the same', () => {
  writeSessionStart(folder(), start);
  const [startFile] = fs.readdirSync(folder());
  writeSessionEnd(folder(), { outcome: 'failure', endedAtMs: 6000 });
  writeSessionStart(folder(), start);
  expect(fs.readdirSync(folder())).toEqual([startFile]);
  removeSessionEnd(folder());
  expect(kinds()).toEqual(['session-start']);
});

test('a start or an end that says something else replaces the old one', () => {
  writeSessionStart(folder(), start);
  writeSessionStart(folder(), { ...start, groupName: 'adam, wide' });
  writeSessionEnd(folder(), { outcome: 'failure', endedAtMs: 6000 });
  writeSessionEnd(folder(), { outcome: 'success', endedAtMs: 7000 });
  expect(kinds()).toEqual(['session-start', 'session-end']);
});

test('what a run counts as stands in a file of its own, and goes when the run goes on', () => {
  const result = [buildScalar('result/accuracy/test', 0.5)];
  writeSessionStart(folder(), start);
  writeRunResult(folder(), 7, result);
  const names = fs.readdirSync(folder());
  expect(names.some((name) => name.endsWith('.result.v2'))).toBe(true);
  writeRunResult(folder(), 7, result);
  expect(fs.readdirSync(folder())).toEqual(names);
  writeRunResult(folder(), 7, [buildScalar('result/accuracy/test', 0.75)]);
  expect(fs.readdirSync(folder())).toHaveLength(2);
  expect(fs.readdirSync(folder())).not.toEqual(names);
  writeSessionStart(folder(), start);
  expect(kinds()).toEqual(['session-start']);
});

test('what a run counts as waits for no disk, and is written anew where a power failure cut it off', () => {
  const result = [buildScalar('result/accuracy/test', 0.5)];
  const synced = jest.spyOn(fs, 'fsyncSync');
  writeRunResult(folder(), 7, result);
  expect(synced).not.toHaveBeenCalled();
  synced.mockRestore();
  for (const length of [0, 20, 60]) {
    const [name = ''] = fs.readdirSync(folder());
    fs.truncateSync(path.join(folder(), name), length);
    writeRunResult(folder(), 7, result);
    expect(readTags()).toEqual(['fileVersion', 'result/accuracy/test']);
  }
});

test('the experiment is written once, and anew when its grid grows', () => {
  const describe = (rates: readonly number[]): HParamsExperiment => ({
    name: 'rates',
    columns: tabulateHyperparameters(rates.map((rate) => ({ rate }))).columns,
    metrics: [{ tag: 'accuracy/test', split: 'validation' }],
  });
  writeExperimentFile(folder(), describe([0.1]));
  const [first] = fs.readdirSync(folder());
  writeExperimentFile(folder(), describe([0.1]));
  expect(fs.readdirSync(folder())).toEqual([first]);
  writeExperimentFile(folder(), describe([0.1, 0.2]));
  expect(fs.readdirSync(folder())).toHaveLength(1);
  expect(fs.readdirSync(folder())).not.toEqual([first]);
});
