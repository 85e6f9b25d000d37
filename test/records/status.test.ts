import fs from 'node:fs';
import path from 'node:path';
import {
  isFinal,
  isFinishedFor,
  parseStatus,
  type RunStatus,
  readStatus,
  writeStatus,
} from '../../src/records/status';
import { useScratchFolder } from '../scratch-folder';

const folder = useScratchFolder();

const common = {
  configHash: 'abc',
  startedAt: '2024-01-01T00:00:00.000Z',
  updatedAt: '2024-01-01T00:01:00.000Z',
  durationMs: 60_000,
  training: { steps: 5500, durationMs: 41_000.125 },
};

const statuses: RunStatus[] = [
  { state: 'running', step: 100, ...common },
  {
    state: 'completed',
    step: 5500,
    pathologies: [],
    metrics: { 'test/accuracy': 0.1 + 0.2 },
    ...common,
  },
  {
    state: 'diverged',
    step: 7,
    reason: 'loss is NaN',
    metrics: { 'train/loss': Number.NaN, 'test/loss': Number.NEGATIVE_INFINITY },
    pathologies: ['dead ReLUs: 100 % of fc1'],
    ...common,
  },
  { state: 'failed', error: 'killed by SIGKILL', ...common },
  { state: 'interrupted', step: 300, ...common },
];

test.each(statuses)('$state comes back as it was written', (status) => {
  const file = path.join(folder(), 'status.json');
  writeStatus(file, status);
  expect(readStatus(file)).toEqual(status);
});

test('only completed and diverged runs are final', () => {
  expect(statuses.filter(isFinal).map(({ state }) => state)).toEqual(['completed', 'diverged']);
});

test('a run is finished only for the configuration that it ran with', () => {
  const finished = statuses.filter((status) => isFinishedFor(status, 'abc'));
  expect(finished.map(({ state }) => state)).toEqual(['completed', 'diverged']);
  expect(statuses.some((status) => isFinishedFor(status, 'abd'))).toBe(false);
  expect(isFinishedFor({ state: 'absent' }, 'abc')).toBe(false);
});

test('a missing file is absent, an unreadable one damaged', () => {
  expect(readStatus(path.join(folder(), 'status.json'))).toEqual({ state: 'absent' });
  fs.mkdirSync(path.join(folder(), 'status.json'));
  expect(readStatus(path.join(folder(), 'status.json')).state).toBe('damaged');
});

test.each([-3_595_805, 'long', null])(
  'a duration that can not be (%j) leaves the result as it is, its time unknown',
  (durationMs) => {
    const [, completed] = statuses;
    const training = { steps: 5, durationMs };
    const text = JSON.stringify({ ...completed, durationMs, training, updatedAt: 7 });
    expect(parseStatus(text)).toEqual({
      ...completed,
      durationMs: undefined,
      training: undefined,
      updatedAt: undefined,
    });
  },
);

test.each([
  '',
  '{"state":"completed"',
  '{"state":"completed"}',
  '{"state":"done","configHash":"abc"}',
  '[]',
  'null',
])('damage gives a value: %s', (text) => {
  expect(parseStatus(text)).toEqual({ state: 'damaged', reason: expect.any(String) });
});
