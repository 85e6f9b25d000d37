import { explainUsage } from '../../../src/cli/options/explain-usage';

const commands = ['run', 'validate'].map((name) => ({ name, otherNames: [] }));

test.each([
  [
    'an unknown command',
    ['frobnicate'],
    'Unknown argument: frobnicate',
    'There is no command frobnicate',
    '`ablate --help` lists the commands and their options.',
  ],
  [
    'an option without a command',
    ['--frobnicate'],
    'Unknown argument: frobnicate',
    'Unknown argument: frobnicate',
    '`ablate --help` lists the commands and their options.',
  ],
  [
    'no spec',
    ['validate'],
    'Not enough non-option arguments: got 0, need at least 1',
    'ablate validate: something is missing',
    '`ablate validate --help` says what it takes.',
  ],
  [
    'a setting as an option',
    ['run', 'a.yaml', '--seeds', '3'],
    'Unknown argument: seeds',
    'Unknown argument: seeds',
    '`ablate run --help` lists the options; settings of a spec are overridden like this: --set seeds=3',
  ],
  [
    'an option without its value',
    ['run', 'a.yaml', '--jobs'],
    'Not enough arguments following: jobs',
    '--jobs needs a value',
    '`ablate run --help` lists the options.',
  ],
])('%s', (_, args, found, message, hint) => {
  expect(explainUsage(found, args, commands)).toEqual({ message, hint });
});
