import { printProblems } from './print-problems';

test.each([
  [
    'a batch larger than the data',
    ['dataset: moons', 'batchSize: 500'],
    [
      'a.yaml:6:12: error: `batchSize` is 500, but there are 200 training examples',
      '    batchSize: 500',
      '               ^',
      '    Use `batchSize: full` for all of them.',
    ],
  ],
  [
    'a warm-up to the end',
    ['schedule: { type: constant, warmupSteps: 10 }'],
    [
      'a.yaml:6:42: error: `schedule.warmupSteps` is 10, but the run has 10 steps',
      '    schedule: { type: constant, warmupSteps: 10 }',
      '                                             ^',
      '    Warm up over a part of the run only.',
    ],
  ],
  [
    'points for a CNN',
    ['dataset: moons', 'model: cnn'],
    [
      'a.yaml:3:8: error: the cnn needs images, but the data are points',
      '    model: cnn',
      '           ^',
      '    Use `model: { type: mlp }` for points.',
    ],
  ],
  [
    'two classes for ten',
    ['loss: binaryCrossEntropy'],
    [
      'a.yaml:6:7: error: binaryCrossEntropy takes two classes, but the data has 10',
      '    loss: binaryCrossEntropy',
      '          ^',
      '    Choose two with `dataset.classes`, or use softmaxCrossEntropy.',
    ],
  ],
  [
    'a window larger than the image',
    [
      'model: { type: layers, layers: [{ type: conv2d, filters: 3, kernelSize: 31, padding: valid }] }',
    ],
    [
      'a.yaml:3:33: error: conv2d has a window of 31, but the image has 28 pixels here',
      '    model: { type: layers, layers: [{ type: conv2d, filters: 3, kernelSize: 31, paddin',
      '                                    ^',
      '    Use `padding: same`, or a smaller window.',
    ],
  ],
  [
    'a metric that is not measured',
    ['metric: { name: full-train/loss }'],
    [
      'a.yaml:6:17: error: the metric is full-train/loss, but `evaluate` does not name full-train',
      '    metric: { name: full-train/loss }',
      '                    ^',
      '    Add full-train to `evaluate`.',
    ],
  ],
  [
    'a claim about a trial that is not there',
    [
      'grid: { optimizer: [adam, sgd] }',
      'claims: ["mean(test/accuracy | optimizer=adamax) > 0.5"]',
    ],
    [
      'a.yaml:7:42: error: in the claim: no trial has `adamax` as its `optimizer`',
      '    claims: ["mean(test/accuracy | optimizer=adamax) > 0.5"]',
      '                                             ^',
      '    There are: adam, sgd.',
    ],
  ],
  [
    'an exclusion of nothing',
    ['grid: { optimizer: [adam, sgd] }', 'exclude: [{ optimizer: momentum }, { model: cnn }]'],
    [
      'a.yaml:7:24: error: the axis `optimizer` has no value "momentum"',
      '    exclude: [{ optimizer: momentum }, { model: cnn }]',
      '                           ^',
      '    Its values: "adam", "sgd".',
      'a.yaml:7:38: error: `exclude` names `model`, which is no axis',
      '    exclude: [{ optimizer: momentum }, { model: cnn }]',
      '                                         ^',
      '    Axes: optimizer.',
    ],
  ],
  [
    'trials that are the same',
    ['grid: { optimizer: [adam, { type: adam }] }'],
    [
      'a.yaml:6:27: error: "adam" and { type: adam } of `optimizer` make the same trial',
      '    grid: { optimizer: [adam, { type: adam }] }',
      '                              ^',
      '    Keep one of them.',
    ],
  ],
  [
    'a rung between evaluations',
    ['steps: 100', 'halving: { firstRung: 30 }'],
    [
      'a.yaml:6:23: error: `halving.firstRung` is 30, which is no multiple of `evaluateEvery` (20)',
      '    halving: { firstRung: 30 }',
      '                          ^',
      '    Trials are compared at evaluations: write 40, or `evaluateEvery: 30`.',
    ],
  ],
  [
    'more runs than the limit',
    ['seeds: 5000'],
    [
      'a.yaml:6:1: error: there would be 5000 runs, more than the limit of 1000',
      '    seeds: 5000',
      '    ^',
      '    If that is meant, say `--limit 5000`.',
    ],
  ],
  [
    'an identity that is not square',
    ['model: { type: mlp, initializer: identity }'],
    [
      "a.yaml:3:34: error: `identity` fills square matrices, not the logits' of 128 x 10",
      '    model: { type: mlp, initializer: identity }',
      '                                     ^',
      '    `orthogonal` comes nearest of those that fill any shape.',
    ],
  ],
  [
    'a published figure of no trial',
    [
      'grid: { optimizer: [adam, sgd] }',
      'published: [{ where: { optimizer: rmsprop }, metric: test/accuracy, value: 0.9, tolerance: 0.1 }]',
    ],
    [
      'a.yaml:7:35: error: the axis `optimizer` has no value "rmsprop"',
      '    published: [{ where: { optimizer: rmsprop }, metric: test/accuracy, value: 0.9, tole',
      '                                      ^',
      '    Its values: "adam", "sgd".',
    ],
  ],
  [
    'problems of planning beside a slip',
    ['optimizer: adma', 'batchSize: 60000', 'schedule: { type: cosine, warmupSteps: 20 }'],
    [
      'a.yaml:4:12: error: `optimizer` is "adma", expected sgd, momentum, adam, adamw, nadam, adamax, rmsprop, adagrad, adadelta, lion or a mapping',
      '    optimizer: adma',
      '               ^',
      '    Did you mean `adam`?',
      'a.yaml:6:12: error: `batchSize` is 60000, but there are 55000 training examples',
      '    batchSize: 60000',
      '               ^',
      '    Use `batchSize: full` for all of them.',
      'a.yaml:7:40: error: `schedule.warmupSteps` is 20, but the run has 10 steps',
      '    schedule: { type: cosine, warmupSteps: 20 }',
      '                                           ^',
      '    Warm up over a part of the run only.',
    ],
  ],
  [
    'more training data than there are',
    ['dataset: { name: mnist, validation: 0 }', 'batchSize: 60001'],
    [
      'a.yaml:6:12: error: `batchSize` is 60001, but there are 60000 training examples',
      '    batchSize: 60001',
      '               ^',
      '    Use `batchSize: full` for all of them.',
    ],
  ],
  [
    'a split that the data lack',
    ['dataset: { name: moons, validation: 0 }', 'metric: { name: validation/accuracy }'],
    [
      'a.yaml:6:17: error: the metric is validation/accuracy, but the data has no validation split',
      '    metric: { name: validation/accuracy }',
      '                    ^',
      '    Use a test metric, or keep data for it with `dataset.validation`.',
    ],
  ],
  [
    'two layers of one name',
    [
      'model: { type: layers, layers: [{ type: dense, units: 3, name: a }, { type: dense, units: 3, name: a }] }',
    ],
    [
      'a.yaml:3:100: error: the layer name "a" is there twice',
      '    its: 3, name: a }, { type: dense, units: 3, name: a }] }',
      '                                                      ^',
    ],
  ],
  [
    'a claim that is no sentence',
    ['claims: ["mean(test/accuracy) >> 0.5", "avg(test/accuracy) > 0.5"]'],
    [
      'a.yaml:6:32: error: in the claim: expected a number or mean, median, min, max, sd or tuned, found `>`',
      '    claims: ["mean(test/accuracy) >> 0.5", "avg(test/accuracy) > 0.5"]',
      '                                   ^',
      '    For instance: mean(test/accuracy | optimizer=adam) > 0.9',
      'a.yaml:6:41: error: in the claim: there is no statistic `avg`, expected mean, median, min, max, sd or tuned',
      '    claims: ["mean(test/accuracy) >> 0.5", "avg(test/accuracy) > 0.5"]',
      '                                            ^',
      '    For instance: mean(test/accuracy | optimizer=adam) > 0.9',
    ],
  ],
])('what is valid by itself and can not work is told: %s', (_, lines, printed) => {
  expect(printProblems(lines)).toEqual(printed);
});
