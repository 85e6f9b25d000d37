import { readEventFolder } from '../../../src/analysis/results/read-event-folder';
import { EventWriter } from '../../../src/records/events/event-writer';
import type { ShownNode } from '../../../src/records/events/parse-graph';
import { writeSessionStart } from '../../../src/records/session-files';
import { buildScalar } from '../../../src/records/summaries/scalar';
import { encodeGraph } from '../../records/encode-graph';
import { useScratchFolder } from '../../scratch-folder';

const folder = useScratchFolder();

/** Writes an attempt that gives each step the same value. */
function writeAttempt(firstStep: number, tag: string, steps: readonly number[], value: number) {
  const writer = EventWriter.open(folder(), firstStep);
  for (const step of steps) writer.writeSummaries(step, [buildScalar(tag, value)]);
  writer.close();
}

function readPoints(tag: string): unknown {
  const points = readEventFolder(folder()).series.get(tag);
  return points?.map(({ step, summary }) => [step, summary.tensor]);
}

const scalar = (value: number) => buildScalar('', value).tensor;

test('a later attempt takes the place of an earlier one from its first step on', () => {
  writeAttempt(0, 'loss', [1, 2, 3, 4], 10);
  writeAttempt(3, 'loss', [3], 20);
  expect(readPoints('loss')).toEqual([
    [1, scalar(10)],
    [2, scalar(10)],
    [3, scalar(20)],
  ]);
  writeAttempt(2, 'loss', [2, 3, 4, 5], 30);
  expect(readPoints('loss')).toEqual([
    [1, scalar(10)],
    [2, scalar(30)],
    [3, scalar(30)],
    [4, scalar(30)],
    [5, scalar(30)],
  ]);
});

test('a tag that only the attempt before had from there on is gone', () => {
  writeAttempt(0, 'rare', [4], 1);
  writeAttempt(3, 'loss', [3], 1);
  expect([...readEventFolder(folder()).series.keys()]).toEqual(['loss']);
});

test('the settings of the session stay when a run begins anew', () => {
  const session = { hyperparameters: { lr: 1 }, groupName: 'a', startedAtMs: 1 };
  writeAttempt(0, 'loss', [1], 10);
  writeSessionStart(folder(), session);
  writeAttempt(0, 'loss', [1], 20);
  expect(readPoints('loss')).toEqual([[1, scalar(20)]]);
  expect(readEventFolder(folder()).series.has('_hparams_/session_start_info')).toBe(true);
});

test('the newest graph counts, and files say how far they reach', () => {
  const nodes = (name: string): ShownNode[] => [{ name, op: 'NoOp', inputs: [] }];
  const writer = EventWriter.open(folder(), 0);
  writer.writeGraph(encodeGraph(nodes('old')));
  writer.writeGraph(encodeGraph(nodes('fc1/MatMul')));
  writer.close();
  writeAttempt(7, 'loss', [7, 9], 1);
  const { graph, files } = readEventFolder(folder());
  expect(graph).toEqual(nodes('fc1/MatMul'));
  expect(files).toMatchObject([
    { eventCount: 4, firstStep: 0, lastStep: 0 },
    { eventCount: 4, firstStep: 0, lastStep: 9 },
  ]);
});

test('a folder without event files holds nothing', () => {
  expect(readEventFolder(folder())).toEqual({ files: [], series: new Map(), graph: undefined });
});
