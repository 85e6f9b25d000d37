import { viewCommand } from '../../../src/cli/commands/answers/view-command';
import { runCommand } from '../../../src/cli/commands/grids/run-command';
import { readOptions } from '../../../src/cli/options/option';
import {
  countOption,
  listOption,
  switchOption,
  textOption,
  withDefault,
} from '../../../src/cli/options/option-kinds';
import { UsageError } from '../../../src/cli/options/usage-error';

const hugeOrOdd = [Number.NaN, Number.POSITIVE_INFINITY, -1, 0.5, 1e300, 'x'];

/** Reads one option of a command. */
function readOption(name: string, found: unknown): unknown {
  const option = { ...viewCommand.options, ...runCommand.options }[name];
  if (option === undefined) throw new Error(`no command takes --${name}`);
  return readOptions({ [name]: option }, { [name]: found });
}

const camelCase: Readonly<Record<string, string>> = { 'give-up-after': 'giveUpAfter' };

describe('an option that counts', () => {
  it.each([
    ['jobs', [1, 1000, 1e9], [0]],
    ['threads', [1, 1024], [0, 1025]],
    ['limit', [1, 1e12], [0]],
    ['retries', [0, 1e9], []],
    ['port', [0, 65_535], [65_536]],
    ['give-up-after', [1, 1e9], [0]],
  ])('takes whole numbers in range for --%s', (name, right, wrong) => {
    for (const value of right) {
      expect(readOption(name, value)).toEqual({ [camelCase[name] ?? name]: value });
    }
    for (const value of [...wrong, ...hugeOrOdd]) {
      expect(() => readOption(name, value)).toThrow(`--${name} takes a whole number from`);
    }
    expect(() => readOption(name, '')).toThrow(`--${name} needs a value`);
    expect(() => readOption(name, [1, 2])).toThrow(`--${name} is given more than once`);
  });
});

test('--timeout takes any time above 0', () => {
  for (const value of [0.001, 1, 2_592_000, 1e300, Number.POSITIVE_INFINITY]) {
    expect(readOption('timeout', value)).toEqual({ timeout: value });
  }
  for (const value of [0, -1, Number.NaN, 'x']) {
    expect(() => readOption('timeout', value)).toThrow(
      '--timeout takes a number of seconds above 0',
    );
  }
});

describe('options', () => {
  const table = {
    'check-claims': switchOption(''),
    'give-up-after': withDefault(5, countOption('', { min: 1 })),
    by: listOption(''),
    metric: textOption(''),
  };

  it('are read to their values, by names without dashes', () => {
    expect(
      readOptions(table, { 'check-claims': true, 'give-up-after': 3, by: ['a', 'b'], metric: 'm' }),
    ).toEqual({ checkClaims: true, giveUpAfter: 3, by: ['a', 'b'], metric: 'm' });
  });

  it('have defaults, or none', () => {
    expect(readOptions(table, {})).toEqual({
      checkClaims: false,
      giveUpAfter: 5,
      by: undefined,
      metric: undefined,
    });
  });

  it.each([
    [{ metric: false }, '--metric takes a value'],
    [{ by: [false] }, '--by takes a value'],
    [{ metric: ['a', 'a'] }, '--metric is given more than once'],
    [{ 'check-claims': [true, true] }, '--check-claims is given more than once'],
  ])('say what is wrong with %j', (found, message) => {
    expect(() => readOptions(table, found, 'read on')).toThrow(
      new UsageError(message, { hint: 'read on' }),
    );
  });
});
