import { print, printError, printNote } from '../../../src/cli/output/print';
import { UserError } from '../../../src/util/user-error';

function listenTo(stream: NodeJS.WriteStream): string[] {
  const written: string[] = [];
  jest.spyOn(stream, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  return written;
}

afterEach(() => {
  jest.restoreAllMocks();
});

const hostile = 'is \u001b[2J\u001b]0;gone\u0007 it?';
const shown = 'is \\u001b[2J\\u001b]0;gone\\u0007 it?';

test('nothing printed steers the terminal', () => {
  const stdout = listenTo(process.stdout);
  const stderr = listenTo(process.stderr);
  print(hostile);
  printNote(hostile);
  printError(new UserError(hostile, { hint: hostile }));
  printError(new Error(hostile));
  expect(stdout).toEqual([`${shown}\n`]);
  expect(stderr.slice(0, 3)).toEqual([`${shown}\n`, `error: ${shown}\n`, `  ${shown}\n`]);
  expect(stderr.join('')).not.toContain('\u001b');
});
