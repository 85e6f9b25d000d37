import fc from 'fast-check';
import { LiveLines } from '../../../src/cli/output/live-lines';
import { TerminalScreen } from '../terminal-screen';

const names = ['XTERM_VERSION', 'STY', 'TERM'];
const before = { ...process.env };
beforeAll(() => {
  for (const name of names) delete process.env[name];
});
afterAll(() => {
  Object.assign(process.env, before);
});

const frameFor = (columns: number, count: number, tick: number): string[] =>
  Array.from({ length: count }, (_, index) => `${tick}${index}`.padEnd(columns - 1, '#'));

test('however the terminal is resized, what stands there is the notes and the last lines', () => {
  const action = fc.oneof(
    fc.record({ type: fc.constant('draw' as const), count: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ type: fc.constant('note' as const) }),
    fc.record({ type: fc.constant('resize' as const), columns: fc.integer({ min: 10, max: 120 }) }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
      const screen = new TerminalScreen(80);
      const live = new LiveLines(screen);
      const notes: string[] = [];
      let frame: string[] = [];
      actions.forEach((one, tick) => {
        if (one.type === 'resize') {
          screen.columns = one.columns;
          return;
        }
        if (one.type === 'note') {
          live.clear();
          screen.write(`note ${tick}\n`);
          notes.push(`note ${tick}`);
          frame = [];
          return;
        }
        frame = frameFor(screen.columns, one.count, tick);
        live.draw(frame);
      });
      expect(screen.text).toBe([...notes, ...frame].join('\n'));
      live.clear();
      expect(screen.text).toBe([...notes].join('\n'));
    }),
    { seed: 11, numRuns: 300 },
  );
});

test('what is drawn already is not drawn again, and what others wrote below stays', () => {
  const screen = new TerminalScreen(40);
  const write = jest.spyOn(screen, 'write');
  const live = new LiveLines(screen);
  live.draw(['one', 'two']);
  live.draw(['one', 'two']);
  expect(write).toHaveBeenCalledTimes(1);
  live.forget();
  screen.write('$ fg\n');
  live.draw(['three']);
  expect(screen.text).toBe('one\ntwo\n$ fg\nthree');
});

test('a terminal that cuts lines off has as many rows as lines', () => {
  process.env['TERM'] = 'linux';
  const writes: string[] = [];
  const stream = { isTTY: true, columns: 80, write: (text: string) => writes.push(text) };
  const live = new LiveLines(stream);
  live.draw(['#'.repeat(79), 'short']);
  stream.columns = 20;
  live.clear();
  expect(writes.at(-1)).toBe('\r\u001b[2K\u001b[1A\u001b[2K\u001b[1A\u001b[2K');
});
