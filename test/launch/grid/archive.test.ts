import fs from 'node:fs';
import path from 'node:path';
import { makeRoomForRepetition, makeRoomForRun } from '../../../src/launch/grid/archive';
import type { RunConfig } from '../../../src/plan/run-config';
import { writeCheckpoint } from '../../../src/records/checkpoints/checkpoint-folder';
import type { ExperimentDirectory } from '../../../src/records/experiment-directory';
import type { RunDirectory } from '../../../src/records/run-directory';
import { planSample, writeResults } from '../../analysis/sample-results';
import { useScratchFolder } from '../../scratch-folder';

const scratch = useScratchFolder();

const old = planSample('steps: 10');
const changed = firstRun('steps: 20');
const [config = changed] = old.runs;

function firstRun(...lines: readonly string[]): RunConfig {
  const [run] = planSample(...lines).runs;
  if (run === undefined) throw new Error('There is no run');
  return run;
}

/** Results of the old settings, marked so that they are known again. */
function writeOld(mark = 'first'): { directory: ExperimentDirectory; run: RunDirectory } {
  const directory = writeResults(scratch(), old, () => 0.9);
  const run = directory.run(config.runId);
  fs.writeFileSync(path.join(run.path, 'mark'), mark);
  return { directory, run };
}

const markIn = (folder: string | undefined): string =>
  fs.readFileSync(path.join(folder ?? 'nowhere', 'mark'), 'utf8');

test('results of these settings stay where they are', () => {
  const { directory, run } = writeOld();
  expect(makeRoomForRun(directory, config)).toBeUndefined();
  expect(markIn(run.path)).toBe('first');
});

test('results of other settings move aside and come back, the newest of each', () => {
  const { directory, run } = writeOld('first');
  const first = makeRoomForRun(directory, changed);
  expect(first?.kind).toBe('archived');
  writeOld('second');
  const second = makeRoomForRun(directory, changed);
  expect([markIn(first?.place), markIn(second?.place)]).toEqual(['first', 'second']);
  expect(makeRoomForRun(directory, config)).toEqual({ kind: 'restored', place: undefined });
  expect(markIn(run.path)).toBe('second');
  expect(markIn(first?.place)).toBe('first');
});

describe('a folder whose status can not be read', () => {
  test.each([
    ['by its configuration', (_run: RunDirectory) => {}],
    [
      'by its checkpoints',
      (run: RunDirectory) => {
        const { configHash } = config;
        writeCheckpoint(run.checkpoints, { step: 1, configHash, position: null, tensors: {} });
        fs.writeFileSync(run.runFile, '{');
      },
    ],
  ])('is known %s', (_how, prepare) => {
    const { directory, run } = writeOld();
    prepare(run);
    fs.writeFileSync(run.statusFile, '{');
    expect(makeRoomForRun(directory, config)).toBeUndefined();
    const replacement = makeRoomForRun(directory, changed);
    expect(replacement?.kind).toBe('archived');
    expect(markIn(replacement?.place)).toBe('first');
  });

  test.each([
    ['nothing else tells whose it is', (run: RunDirectory) => fs.writeFileSync(run.runFile, '')],
    ['its configuration is gone', (run: RunDirectory) => fs.rmSync(run.runFile)],
    [
      'folders stand where files are',
      (run: RunDirectory) => {
        for (const file of [run.runFile, run.statusFile]) {
          fs.rmSync(file);
          fs.mkdirSync(file);
        }
      },
    ],
  ])('moves aside whole where %s', (_what, damage) => {
    const { directory, run } = writeOld();
    fs.writeFileSync(run.statusFile, '{');
    damage(run);
    const replacement = makeRoomForRun(directory, config);
    expect(replacement).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringMatching(/nothing says of which settings it is/),
    });
    expect(markIn(replacement?.place)).toBe('first');
    expect(fs.existsSync(run.path)).toBe(false);
  });
});

test('status and configuration of different runs belong to nobody', () => {
  const { directory, run } = writeOld();
  fs.writeFileSync(run.runFile, JSON.stringify({ config: changed, environment: {} }));
  expect(makeRoomForRun(directory, config)?.kind).toBe('unreadable');
});

test('what begins anew moves aside, each time to a place of its own', () => {
  const { directory, run } = writeOld('first');
  const first = makeRoomForRepetition(directory, config);
  writeOld('second');
  const second = makeRoomForRepetition(directory, config);
  expect(first).toMatchObject({ kind: 'repeated' });
  expect([markIn(first?.place), markIn(second?.place)]).toEqual(['first', 'second']);
  expect(fs.existsSync(run.path)).toBe(false);
  expect(makeRoomForRepetition(directory, config)).toBeUndefined();
});

test('a log alone is nobody and stays, unless results come back', () => {
  const { directory, run } = writeOld();
  makeRoomForRun(directory, changed);
  fs.mkdirSync(run.path);
  fs.writeFileSync(run.logFile, 'it failed');
  expect(makeRoomForRun(directory, changed)).toBeUndefined();
  expect(fs.readFileSync(run.logFile, 'utf8')).toBe('it failed');
  expect(makeRoomForRun(directory, config)?.kind).toBe('restored');
  expect(markIn(run.path)).toBe('first');
});
