import { formatDuration } from '../../src/util/format-duration';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

test.each([
  [0, '0.0 s'],
  [840, '0.8 s'],
  [9.94 * second, '9.9 s'],
  [9.96 * second, '10 s'],
  [59.4 * second, '59 s'],
  [59.6 * second, '1 min 00 s'],
  [3 * minute + 5 * second, '3 min 05 s'],
  [hour - 0.4 * second, '1 h 00 min'],
  [2 * hour + 10 * minute + 59 * second, '2 h 10 min'],
  [50 * hour, '50 h 00 min'],
])('%d ms is %s', (durationMs, text) => {
  expect(formatDuration(durationMs)).toBe(text);
});
