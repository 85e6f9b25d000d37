import { printProblems } from './print-problems';

test.each([
  [
    'a range of W&B',
    ['sample: { count: 4, axes: { optimizer.learningRate: { min: 0.0001, max: 0.1 } } }'],
    [
      'a.yaml:6:53: error: `sample.axes.optimizer.learningRate` has to say one of uniform, logUniform, intUniform, choice',
      '    mple: { count: 4, axes: { optimizer.learningRate: { min: 0.0001, max: 0.1 } } }',
      '                                                      ^',
      '    Write `optimizer.learningRate: { logUniform: [1e-4, 0.1] }`.',
    ],
  ],
  [
    'a bare list',
    ['sample: { count: 4, axes: { batchSize: [32, 64] } }'],
    [
      'a.yaml:6:41: error: `sample.axes.batchSize[0]` is 32, expected a mapping',
      '    sample: { count: 4, axes: { batchSize: [32, 64] } }',
      '                                            ^',
      'a.yaml:6:45: error: `sample.axes.batchSize[1]` is 64, expected a mapping',
      '    sample: { count: 4, axes: { batchSize: [32, 64] } }',
      '                                                ^',
    ],
  ],
  [
    'bounds the wrong way round',
    ['sample: { count: 4, axes: { optimizer.learningRate: { uniform: [1, 0.1] } } }'],
    [
      'a.yaml:6:64: error: `sample.axes.optimizer.learningRate.uniform` is no range: the first number has to be the smaller one',
      '    nt: 4, axes: { optimizer.learningRate: { uniform: [1, 0.1] } } }',
      '                                                      ^',
    ],
  ],
  [
    'a logarithm of nothing',
    ['sample: { count: 4, axes: { optimizer.learningRate: { logUniform: [0, 0.1] } } }'],
    [
      'a.yaml:6:68: error: `sample.axes.optimizer.learningRate.logUniform[0]` is 0, expected more than 0',
      '    4, axes: { optimizer.learningRate: { logUniform: [0, 0.1] } } }',
      '                                                      ^',
    ],
  ],
  [
    'a setting that nothing has',
    ['sample: { count: 4, axes: { optimizer.learnRate: { logUniform: [0.01, 0.1] } } }'],
    [
      'a.yaml:6:29: error: the axis `optimizer.learnRate` names no setting',
      '    sample: { count: 4, axes: { optimizer.learnRate: { logUniform: [0.01, 0.1] } }',
      '                                ^',
      '    Did you mean `optimizer.learningRate`?',
    ],
  ],
  [
    'values that the setting does not take',
    ['sample: { count: 4, axes: { optimizer.learningRate: { uniform: [-1, 1] } } }'],
    [
      'a.yaml:6:53: error: `optimizer.learningRate` is -1, expected more than 0',
      '    mple: { count: 4, axes: { optimizer.learningRate: { uniform: [-1, 1] } } }',
      '                                                      ^',
    ],
  ],
  [
    'an axis that is listed, too',
    [
      'grid: { batchSize: [10, 20] }',
      'sample: { count: 2, axes: { batchSize: { choice: [1, 2] } } }',
    ],
    [
      'a.yaml:7:29: error: the axis `batchSize` is in both `grid` and `sample`',
      '    sample: { count: 2, axes: { batchSize: { choice: [1, 2] } } }',
      '                                ^',
      '    List its values, or draw them.',
    ],
  ],
  [
    'a condition on no axis',
    [
      'grid: { optimizer: [adam, momentum] }',
      'sample:',
      '  count: 2',
      '  axes: { optimizer.momentum: { uniform: [0, 0.9], when: { optimiser: momentum } } }',
    ],
    [
      'a.yaml:9:60: error: `when` names `optimiser`, which is no axis of `grid` or `zip`',
      '     optimizer.momentum: { uniform: [0, 0.9], when: { optimiser: momentum } } }',
      '                                                      ^',
      '    Did you mean `optimizer`?',
    ],
  ],
  [
    'a condition that never holds',
    [
      'grid: { optimizer: [adam, momentum] }',
      'sample:',
      '  count: 2',
      '  axes: { optimizer.momentum: { uniform: [0, 0.9], when: { optimizer: sgd } } }',
    ],
    [
      'a.yaml:9:71: error: the axis `optimizer` has no value "sgd"',
      '    momentum: { uniform: [0, 0.9], when: { optimizer: sgd } } }',
      '                                                      ^',
      '    Its values: "adam", "momentum".',
    ],
  ],
  [
    'more points than there are',
    ['sample: { count: 4, axes: { batchSize: { intUniform: [10, 12] } } }'],
    [
      'a.yaml:6:18: error: `sample.count` is 4, but only 3 different points can be drawn',
      '    sample: { count: 4, axes: { batchSize: { intUniform: [10, 12] } } }',
      '                     ^',
      '    Ask for 3, or give `sample.axes` more to draw from.',
    ],
  ],
  [
    'tuning what is no axis',
    ['grid: { optimizer: [adam, sgd] }', 'tune: [optimzer]'],
    [
      'a.yaml:7:8: error: `tune` names `optimzer`, which is no axis',
      '    tune: [optimzer]',
      '           ^',
      '    Did you mean `optimizer`?',
    ],
  ],
  [
    'confirming what was not chosen',
    ['grid: { optimizer: [adam, sgd] }', 'confirm: { seeds: 5 }'],
    [
      'a.yaml:7:1: error: `confirm` has nothing to confirm: no axis is tuned',
      '    confirm: { seeds: 5 }',
      '    ^',
      '    Name the axes to choose from in `tune`, or draw some with `sample`. For more seeds of every trial there is `seeds`.',
    ],
  ],
  [
    'a race beside halving',
    ['seeds: { from: 3, to: 9, until: decided }', 'halving: { firstRung: 5 }', 'evaluateEvery: 5'],
    [
      "a.yaml:6:1: error: `seeds` can't race while `halving` ends runs early",
      '    seeds: { from: 3, to: 9, until: decided }',
      '    ^',
      '    Leave one of them out.',
    ],
  ],
  [
    'a race that ends where it starts',
    ['seeds: { from: 5, to: 5, until: decided }'],
    [
      'a.yaml:6:16: error: `seeds.from` is not below `to`',
      '    seeds: { from: 5, to: 5, until: decided }',
      '                   ^',
      '    Is it the other way around?',
    ],
  ],
])('mistakes in what is drawn and tuned are told: %s', (_, lines, printed) => {
  expect(printProblems(lines)).toEqual(printed);
});
