import { printProblems } from './print-problems';

test.each([
  [
    'a range of W&B',
    [
      'grid: { optimizer.learningRate: { min: 0.0001, max: 0.1, distribution: log_uniform_values } }',
    ],
    [
      'a.yaml:6:33: error: `grid.optimizer.learningRate` is a mapping, expected a list',
      '    grid: { optimizer.learningRate: { min: 0.0001, max: 0.1, distribution: log_uniform',
      '                                    ^',
      '    Values are listed: `optimizer.learningRate: [1e-4, 1e-3, 0.01, 0.1]`. To draw them: `sample: { count: 8, axes: { optimizer.learningRate: { logUniform: [1e-4, 0.1] } } }`.',
    ],
  ],
  [
    'values of W&B',
    ['grid:', '  batchSize:', '    values: [32, 64]'],
    [
      'a.yaml:8:5: error: `grid.batchSize` is a mapping, expected a list',
      '    values: [32, 64]',
      '    ^',
      '    Write the list itself: `batchSize: [32, 64]`.',
    ],
  ],
  [
    'a whole sweep of W&B',
    ['method: random', 'parameters: { lr: { values: [0.1, 0.01] } }'],
    [
      'a.yaml:6:1: error: unknown key `method`',
      '    method: random',
      '    ^',
      '    Every combination of `grid` is run; `halving` ends weak ones. Settings can be drawn by `sample`.',
      'a.yaml:7:1: error: unknown key `parameters`',
      '    parameters: { lr: { values: [0.1, 0.01] } }',
      '    ^',
      '    Did you mean `grid`?',
      'a.yaml:7:19: error: `grid.lr` is a mapping, expected a list',
      '    parameters: { lr: { values: [0.1, 0.01] } }',
      '                      ^',
      '    Write the list itself: `optimizer.learningRate: [0.1, 0.01]`.',
    ],
  ],
  [
    'a named distribution',
    ['grid: { optimizer.learningRate: { logUniform: [0.0001, 0.01] } }'],
    [
      'a.yaml:6:33: error: `grid.optimizer.learningRate` is a mapping, expected a list',
      '    grid: { optimizer.learningRate: { logUniform: [0.0001, 0.01] } }',
      '                                    ^',
      '    Values are listed: `optimizer.learningRate: [1e-4, 1e-3, 0.01]`. To draw them: `sample: { count: 8, axes: { optimizer.learningRate: { logUniform: [1e-4, 0.01] } } }`.',
    ],
  ],
  [
    'dots between bounds',
    ['grid: { optimizer.learningRate: 1e-4..1e-2 }'],
    [
      'a.yaml:6:33: error: `grid.optimizer.learningRate` is "1e-4..1e-2", expected a list',
      '    grid: { optimizer.learningRate: 1e-4..1e-2 }',
      '                                    ^',
      '    Values are listed: `optimizer.learningRate: [1e-4, 1e-3, 0.01]`. To draw them: `sample: { count: 8, axes: { optimizer.learningRate: { logUniform: [1e-4, 0.01] } } }`.',
    ],
  ],
  [
    'a choice of Hydra',
    ['grid: { model.activation: "choice(relu, tanh)" }'],
    [
      'a.yaml:6:27: error: `grid.model.activation` is "choice(relu, tanh)", expected a list',
      '    grid: { model.activation: "choice(relu, tanh)" }',
      '                              ^',
      '    Write the list itself: `model.activation: [relu, tanh]`.',
    ],
  ],
  [
    'a range of Hydra',
    ['grid: { batchSize: "range(10, 50, step=10)" }'],
    [
      'a.yaml:6:20: error: `grid.batchSize` is "range(10, 50, step=10)", expected a list',
      '    grid: { batchSize: "range(10, 50, step=10)" }',
      '                       ^',
      '    Values are listed: `batchSize: [10, 20, 30, 40, 50]`. To draw them: `sample: { count: 8, axes: { batchSize: { intUniform: [10, 50] } } }`.',
    ],
  ],
  [
    'an interval of Hydra',
    ['grid: { optimizer.learningRate: "tag(log, interval(1e-4, 1e-1))" }'],
    [
      'a.yaml:6:33: error: `grid.optimizer.learningRate` is "tag(log, interval(1e-4, 1e-1))", expected a list',
      '    grid: { optimizer.learningRate: "tag(log, interval(1e-4, 1e-1))" }',
      '                                    ^',
      '    Values are listed: `optimizer.learningRate: [1e-4, 1e-3, 0.01, 0.1]`. To draw them: `sample: { count: 8, axes: { optimizer.learningRate: { logUniform: [1e-4, 0.1] } } }`.',
    ],
  ],
  [
    'a list of Hydra',
    ['grid: { optimizer: "adam,sgd" }'],
    [
      'a.yaml:6:20: error: `grid.optimizer` is "adam,sgd", expected a list',
      '    grid: { optimizer: "adam,sgd" }',
      '                       ^',
      '    Write the list itself: `optimizer: [adam, sgd]`.',
    ],
  ],
  [
    'a distribution of Ray',
    ['grid: { optimizer.learningRate: "tune.loguniform(1e-5, 1e-1)" }'],
    [
      'a.yaml:6:33: error: `grid.optimizer.learningRate` is "tune.loguniform(1e-5, 1e-1)", expected a list',
      '    grid: { optimizer.learningRate: "tune.loguniform(1e-5, 1e-1)" }',
      '                                    ^',
      '    Values are listed: `optimizer.learningRate: [1e-5, 1e-4, 1e-3, 0.01, 0.1]`. To draw them: `sample: { count: 8, axes: { optimizer.learningRate: { logUniform: [1e-5, 0.1] } } }`.',
    ],
  ],
  [
    'a grid of Ray',
    ['grid: { batchSize: { grid_search: [16, 32] } }'],
    [
      'a.yaml:6:20: error: `grid.batchSize` is a mapping, expected a list',
      '    grid: { batchSize: { grid_search: [16, 32] } }',
      '                       ^',
      '    Write the list itself: `batchSize: [16, 32]`.',
    ],
  ],
  [
    'a suggestion of Optuna',
    ['grid: { model.dropout: \'trial.suggest_float("dropout", 0.1, 0.5)\' }'],
    [
      'a.yaml:6:24: error: `grid.model.dropout` is "trial.suggest_float(\\"dropout\\", 0.1, 0.5)", expected a list',
      '    grid: { model.dropout: \'trial.suggest_float("dropout", 0.1, 0.5)\' }',
      '                           ^',
      '    Values are listed: `model.dropout: [0.1, 0.3, 0.5]`. To draw them: `sample: { count: 8, axes: { model.dropout: { uniform: [0.1, 0.5] } } }`.',
    ],
  ],
  [
    'a float of Keras Tuner',
    ['optimizer: { type: adam, learningRate: \'hp.Float("lr", 1e-4, 1e-2, sampling="log")\' }'],
    [
      'a.yaml:4:40: error: `optimizer.learningRate` is "hp.Float(\\"lr\\", 1e-4, 1e-2, sampling=\\"log\\")", expected a number',
      '    optimizer: { type: adam, learningRate: \'hp.Float("lr", 1e-4, 1e-2, sampling="log")\' }',
      '                                           ^',
      '    Values to compare make an axis: grid: { optimizer.learningRate: [1e-4, 1e-3, 0.01] }.',
    ],
  ],
  [
    'a range where a number stands',
    ['optimizer: { type: adam, learningRate: { min: 0.001, max: 0.1 } }'],
    [
      'a.yaml:4:40: error: `optimizer.learningRate` is a mapping, expected a number',
      '    optimizer: { type: adam, learningRate: { min: 0.001, max: 0.1 } }',
      '                                           ^',
      '    Values to compare make an axis: grid: { optimizer.learningRate: [1e-3, 0.01, 0.1] }.',
    ],
  ],
  [
    'values where a kind stands',
    ['optimizer: { values: [adam, sgd] }'],
    [
      'a.yaml:4:12: error: `optimizer.type` is missing, expected sgd, momentum, adam, adamw, nadam, adamax, rmsprop, adagrad, adadelta or lion',
      '    optimizer: { values: [adam, sgd] }',
      '               ^',
      '    Values to compare make an axis: grid: { optimizer: [adam, sgd] }.',
    ],
  ],
  [
    'braces instead of brackets',
    ['grid: { optimizer: { adam, sgd } }'],
    [
      'a.yaml:6:20: error: `grid.optimizer` is a mapping, expected a list',
      '    grid: { optimizer: { adam, sgd } }',
      '                       ^',
      '    Write the list itself: `optimizer: [adam, sgd]`.',
    ],
  ],
])('search spaces of other tools are answered with a list: %s', (_, lines, printed) => {
  expect(printProblems(lines)).toEqual(printed);
});
