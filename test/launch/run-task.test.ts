import fs from 'node:fs';
import path from 'node:path';
import { readTask, writeTask } from '../../src/launch/run-task';
import type { RunConfig } from '../../src/plan/run-config';
import { RunDirectory } from '../../src/records/run-directory';
import { planSample } from '../analysis/sample-results';
import { useScratchFolder } from '../scratch-folder';
import { sampleTask } from './sample-task';

const scratch = useScratchFolder();
const [config] = planSample('steps: 200').runs as [RunConfig];
const taskFile = () => path.join(scratch(), 'task.json');
const sample = () => sampleTask(config, new RunDirectory(path.join(scratch(), 'run')));

test('a file gives back the task that was written, settings in their order', () => {
  const task = { ...sample(), pauseStep: 30 };
  writeTask(taskFile(), task);
  expect(readTask(taskFile())).toEqual(task);
  expect(JSON.stringify(readTask(taskFile()).config)).toBe(JSON.stringify(config));
});

test.each([
  ['text', 'not JSON', ''],
  ['nothing of a task', '{}', '`config`'],
  [
    'settings that were changed by hand',
    JSON.stringify({ config: { ...config, seed: 17 } }),
    '`config`: the settings of .* were changed by hand',
  ],
])('a file with %s is refused', (_what, text, reason) => {
  fs.writeFileSync(taskFile(), text);
  expect(() => readTask(taskFile())).toThrow(new RegExp(`task\\.json is not a task.*${reason}`));
});

test('what a task does not know is refused, as it would be left undone', () => {
  const unknown = { ...sample(), precision: 'bfloat16' };
  fs.writeFileSync(taskFile(), JSON.stringify(unknown));
  expect(() => readTask(taskFile())).toThrow('precision');
});

test('a file that is not there is named', () => {
  expect(() => readTask(taskFile())).toThrow(`Cannot read ${taskFile()}`);
});
