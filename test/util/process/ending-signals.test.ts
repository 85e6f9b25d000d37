import { type HangupTraces, ignoresHangup } from '../../../src/util/process/ending-signals';

const none: HangupTraces = {
  command: '/usr/bin/node',
  inputFlags: '0100002',
  input: '/dev/pts/1',
  parentIgnores: '0000000000001000',
};

describe('ignoresHangup', () => {
  it.each<[string, Partial<HangupTraces>, boolean]>([
    ['a terminal', {}, false],
    ['no input', { input: '/dev/null', inputFlags: '0100000' }, false],
    ['nothing known', { command: undefined, input: undefined, parentIgnores: undefined }, false],
    ['a file to read', { input: '/data/spec', inputFlags: '0100000' }, false],
    ['nohup as bash and zsh tell of it', { command: '/usr/bin/nohup' }, true],
    ['the input that GNU nohup gives', { input: '/dev/null', inputFlags: '0100001' }, true],
    ['a shell that ignores it', { parentIgnores: '0000000001001001' }, true],
  ])('knows it by %s', (_, traces, expected) => {
    expect(ignoresHangup({ ...none, ...traces })).toBe(expected);
  });
});
