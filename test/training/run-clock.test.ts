import path from 'node:path';
import { RunDirectory } from '../../src/records/run-directory';
import { type RunStatus, writeStatus } from '../../src/records/status';
import { RunClock } from '../../src/training/run-clock';
import { useScratchFolder } from '../scratch-folder';

const scratch = useScratchFolder();
const hourMs = 3_600_000;

/** The folder of a run that was interrupted after some time. */
function interruptedRun(durationMs: number | undefined): RunDirectory {
  const directory = new RunDirectory(path.join(scratch(), 'a-s0'));
  directory.prepare();
  const status: RunStatus = { state: 'interrupted', step: 5, configHash: 'ours', durationMs };
  writeStatus(directory.statusFile, status);
  return directory;
}

/** Runs 1500 ms while the clock on the wall jumps. */
function readAfterJump(directory: RunDirectory, jumpMs: number): RunClock {
  let tick = 100;
  const clock = new RunClock(directory, 'ours', () => tick);
  const realNow = Date.now();
  const wall = jest.spyOn(Date, 'now').mockReturnValue(realNow + jumpMs);
  tick += 1500;
  clock.read();
  wall.mockRestore();
  return clock;
}

test.each([-hourMs, 100 * hourMs])('a clock that jumps by %d ms changes no duration', (jumpMs) => {
  const clock = readAfterJump(interruptedRun(2000), jumpMs);
  expect(clock.elapsedMs).toBe(1500);
  expect(clock.read().durationMs).toBe(3500);
});

test('where the time of an earlier attempt is not known, that of all is not', () => {
  expect(readAfterJump(interruptedRun(-5), 0).read().durationMs).toBeUndefined();
});

test('steps add up over attempts, and their time with them', () => {
  const directory = interruptedRun(2000);
  const clock = new RunClock(directory, 'ours');
  expect(clock.read().training).toBeUndefined();
  clock.count({ steps: 30, durationMs: 12.3456 });
  const status: RunStatus = { state: 'interrupted', step: 30, ...clock.read() };
  expect(status.training).toEqual({ steps: 30, durationMs: 12.346 });
  writeStatus(directory.statusFile, status);
  const later = new RunClock(directory, 'ours');
  later.count({ steps: 10, durationMs: 4 });
  expect(later.read().training).toEqual({ steps: 40, durationMs: 16.346 });
  expect(new RunClock(directory, 'theirs').read().training).toBeUndefined();
});

test('a real clock counts real time', () => {
  const clock = new RunClock(interruptedRun(undefined), 'theirs');
  expect(clock.elapsedMs).toBeGreaterThanOrEqual(0);
  expect(clock.elapsedMs).toBeLessThan(60_000);
});
