import { canRedraw, findWidth, hasColors } from '../../../src/cli/output/terminal';

const terminal = { isTTY: true, columns: 100, rows: 30 };
const before = process.env;

beforeEach(() => {
  process.env = { ...before, TERM: 'xterm' };
  for (const name of ['NO_COLOR', 'FORCE_COLOR']) delete process.env[name];
});
afterAll(() => {
  process.env = before;
});

test('only a terminal has a width, a usual one where it does not tell', () => {
  expect(findWidth(terminal)).toBe(100);
  expect(findWidth({ isTTY: true, columns: 0 })).toBe(80);
  expect(findWidth({ columns: 100 })).toBeUndefined();
});

test('lines are drawn again on a screen with a size', () => {
  expect(canRedraw(terminal)).toBe(true);
  expect(canRedraw({ isTTY: true, rows: 0 })).toBe(false);
  expect(canRedraw({})).toBe(false);
  process.env['TERM'] = 'dumb';
  expect(canRedraw(terminal)).toBe(false);
});

test('colors are for terminals, unless the environment says otherwise', () => {
  expect([hasColors(terminal), hasColors({})]).toEqual([true, false]);
  process.env['FORCE_COLOR'] = '1';
  expect(hasColors({})).toBe(true);
  process.env['NO_COLOR'] = '1';
  expect([hasColors(terminal), hasColors({})]).toEqual([false, false]);
});
