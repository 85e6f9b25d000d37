import fs from 'node:fs';
import path from 'node:path';
import { enterGuard } from '../../src/util/guard';
import { useScratchFolder } from '../scratch-folder';

const scratch = useScratchFolder();

test.each([
  ['the past', -3_600_000],
  ['the future', 3_600_000],
])('a guard of %s that a killed process left holds nobody up for long', (_when, offsetMs) => {
  const folder = path.join(scratch(), 'some.guard');
  fs.mkdirSync(folder);
  const time = new Date(Date.now() + offsetMs);
  fs.utimesSync(folder, time, time);
  const start = performance.now();
  const leave = enterGuard(folder);
  expect(performance.now() - start).toBeLessThan(20_000);
  leave();
  expect(fs.existsSync(folder)).toBe(false);
});

test('a file in its place is a clear error', () => {
  const file = path.join(scratch(), 'some.guard');
  fs.writeFileSync(file, '');
  expect(() => enterGuard(file)).toThrow(`Cannot unlock ${file}: a file stands where a folder is`);
});
