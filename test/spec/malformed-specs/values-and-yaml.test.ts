import { printProblems } from './print-problems';

test.each([
  [
    'a number in quotes',
    ['steps: "100"'],
    [
      'a.yaml:5:8: error: `steps` is "100", expected a number',
      '    steps: "100"',
      '           ^',
      '    Leave out the quotes.',
    ],
  ],
  [
    'a share in percent',
    ['model: { type: mlp, dropout: 20% }'],
    [
      'a.yaml:3:30: error: `model.dropout` is "20%", expected a number',
      '    model: { type: mlp, dropout: 20% }',
      '                                 ^',
      '    Write 0.2.',
    ],
  ],
  [
    'one text where a list is wanted',
    ['evaluate: test'],
    [
      'a.yaml:6:11: error: `evaluate` is "test", expected a list',
      '    evaluate: test',
      '              ^',
      '    Write a list: [test].',
    ],
  ],
  [
    'no length at all',
    ['steps:'],
    [
      'a.yaml:5:1: error: `steps` is empty, expected a number',
      '    steps:',
      '    ^',
      '    Write its value behind the colon, or leave the key out.',
    ],
  ],
  [
    'a colon without a space',
    ['batchSize:10'],
    [
      'a.yaml:6:1: error: a colon is missing',
      '    batchSize:10',
      '    ^',
      '    Write `key: value`.',
    ],
  ],
  [
    'a tab',
    ['grid:', '\toptimizer: [adam, sgd]'],
    [
      'a.yaml:7:1: error: the line is indented with a tab',
      '     optimizer: [adam, sgd]',
      '    ^',
      '    YAML takes spaces.',
    ],
  ],
  [
    'a bracket that is left open',
    ['grid: { optimizer: [adam, sgd }'],
    [
      'a.yaml:6:31: error: a `[` is not closed',
      '    grid: { optimizer: [adam, sgd }',
      '                                  ^',
      '    Put a `]` behind what belongs to it.',
    ],
  ],
  [
    'a key twice',
    ['steps: 10', 'batchSize: 5', 'batchSize: 6'],
    [
      'a.yaml:7:1: error: the key `batchSize` is there twice',
      '    batchSize: 6',
      '    ^',
      '    Keep one of them.',
    ],
  ],
  [
    'a tag',
    ['grid: !!omap [batchSize: [1, 2]]'],
    [
      'a.yaml:6:14: error: the tag !!omap makes something that no spec holds',
      '    grid: !!omap [batchSize: [1, 2]]',
      '                 ^',
      '    Leave it out: specs need no tags.',
    ],
  ],
  [
    'a key that JavaScript reserves',
    ['exclude: [{ optimizer: sgd, __proto__: 1 }]', 'grid: { optimizer: [adam, sgd] }'],
    [
      'a.yaml:6:29: error: unknown key `__proto__` in `exclude[0]`',
      '    exclude: [{ optimizer: sgd, __proto__: 1 }]',
      '                                ^',
      '    Leave it out.',
    ],
  ],
  [
    'not a number',
    ['optimizer: { type: adam, learningRate: .nan }', 'grid: { batchSize: [.inf, 5] }'],
    [
      'a.yaml:4:40: error: `optimizer.learningRate` is NaN, expected a finite number',
      '    optimizer: { type: adam, learningRate: .nan }',
      '                                           ^',
      'a.yaml:6:21: error: `batchSize` is Infinity, expected a finite number or full',
      '    grid: { batchSize: [.inf, 5] }',
      '                        ^',
    ],
  ],
  [
    'both lengths',
    ['epochs: 3'],
    [
      'a.yaml:6:1: error: there are both `steps` and `epochs`',
      '    epochs: 3',
      '    ^',
      '    Say how long a run is in one of them.',
    ],
  ],
])('values that can not be read say why: %s', (_, lines, printed) => {
  expect(printProblems(lines)).toEqual(printed);
});
