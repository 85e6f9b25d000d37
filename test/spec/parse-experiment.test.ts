import { parseExperiment } from '../../src/spec/parse-experiment';
import { linesOf, problemsOf, specWith } from './format-problems';
import { sampleSpecs } from './sample-specs';

const explain = (...lines: string[]): string[] => linesOf(problemsOf(specWith(...lines)));

test('valid specs have no problems', () => {
  for (const spec of sampleSpecs) expect(linesOf(problemsOf(spec))).toEqual([]);
});

test('short forms and defaults are spelt out', () => {
  const parsing = parseExperiment(specWith('model: { type: mlp, initializer: xavier }'), 'a.yaml');
  expect(parsing).toMatchObject({
    ok: true,
    spec: {
      seeds: 1,
      optimizer: { type: 'adam', learningRate: 0.001, beta1: 0.9 },
      model: { initializer: { type: 'glorotUniform' }, activation: { type: 'relu' } },
      dataset: { name: 'mnist', range: [0, 1], validation: 5000 },
    },
  });
});

test('numbers may be written the way that learning rates are', () => {
  const spec = parseExperiment(specWith('optimizer: { type: sgd, learningRate: 1e-4 }'), 'a.yaml');
  expect(spec).toMatchObject({ ok: true, spec: { optimizer: { learningRate: 0.0001 } } });
  expect(explain('steps: 1e4', 'epochs:')).toEqual([
    '6:1 `epochs` is empty, expected a number (Write its value behind the colon, or leave the key out.)',
    '6:1 there are both `steps` and `epochs` (Say how long a run is in one of them.)',
  ]);
});

test.each([
  // Keys.
  ['optimzer: adam', '6:1 unknown key `optimzer` (Did you mean `optimizer`?)'],
  [
    'optimizer: { type: adam, lerningRate: 1 }',
    '4:26 unknown key `lerningRate` in `optimizer` (Did you mean `learningRate`?)',
  ],
  [
    'optimizer: { type: sgd, beta1: 0.9 }',
    '4:25 unknown key `beta1` in `optimizer` (Only `type: adam`, `type: adamw`, `type: nadam`, `type: adamax` or `type: lion` takes it.)',
  ],
  [
    'schedule: { <<: {type: step}, evry: 3 }',
    '6:31 unknown key `evry` in `schedule` (Did you mean `every`?)',
  ],
  // Kinds.
  [
    'optimizer: adma',
    '4:12 `optimizer` is "adma", expected sgd, momentum, adam, adamw, nadam, adamax, rmsprop, adagrad, adadelta, lion or a mapping (Did you mean `adam`?)',
  ],
  [
    'optimizer: { learningRate: 1 }',
    '4:12 `optimizer.type` is missing, expected sgd, momentum, adam, adamw, nadam, adamax, rmsprop, adagrad, adadelta or lion',
  ],
  [
    'optimizer: { type: adma }',
    '4:20 `optimizer.type` is "adma", expected sgd, momentum, adam, adamw, nadam, adamax, rmsprop, adagrad, adadelta or lion (Did you mean `adam`?)',
  ],
  [
    'schedule: step',
    '6:11 `schedule` is "step", expected constant, cosine or a mapping (Write a mapping: { type: step, ... }.)',
  ],
  [
    'model: { type: layers, layers: [dense] }',
    '3:33 `model.layers[0]` is "dense", expected maxPool2d, averagePool2d, flatten, batchNorm, layerNorm, globalAveragePool2d or a mapping (Write a mapping: { type: dense, ... }.)',
  ],
  // Types.
  ['steps: "10"', '5:8 `steps` is "10", expected a number (Leave out the quotes.)'],
  ['steps: 1_000', '5:8 `steps` is "1_000", expected a number (Write 1000.)'],
  ['steps: 1.5', '5:8 `steps` is 1.5, expected a whole number'],
  ['batchSize: half', '6:12 `batchSize` is "half", expected a number or full'],
  [
    'summaries: weights',
    '6:12 `summaries` is "weights", expected a list (Write a list: [weights].)',
  ],
  [
    'model: { type: mlp, dropout: 50% }',
    '3:30 `model.dropout` is "50%", expected a number (Write 0.5.)',
  ],
  [
    'optimizer: { type: momentum, nesterov: yes }',
    '4:40 `optimizer.nesterov` is "yes", expected true or false (Write true.)',
  ],
  [
    'optimizer:',
    '4:1 `optimizer` is empty, expected sgd, momentum, adam, adamw, nadam, adamax, rmsprop, adagrad, adadelta, lion or a mapping (Write its value behind the colon, or leave the key out.)',
  ],
  // Ranges.
  ['model: { type: mlp, dropout: 1.5 }', '3:30 `model.dropout` is 1.5, expected less than 1'],
  ['logEvery: 0', '6:11 `logEvery` is 0, expected more than 0'],
  [
    'optimizer: { type: sgd, learningRate: .inf }',
    '4:39 `optimizer.learningRate` is Infinity, expected a finite number',
  ],
  [
    'dataset: { name: mnist, range: [0, 2] }',
    '2:32 `dataset.range` is [0, 2], expected [0, 1] or [-1, 1]',
  ],
  [
    'dataset: { name: mnist, classes: [3, 3] }',
    '2:34 `dataset.classes` has a class twice (Keep one of them.)',
  ],
  ['seeds: [1, 1]', '6:8 `seeds` has a seed twice (Keep one of them.)'],
  [
    'model: { type: mlp, initializer: { type: randomUniform, min: 1, max: 0 } }',
    '3:62 `model.initializer.min` is not below `max` (Is it the other way around?)',
  ],
  [
    'name: My Experiment',
    '1:7 `name` is "My Experiment", expected lower-case words joined by hyphens',
  ],
])('%s', (line, problem) => {
  expect(explain(line)).toEqual([problem]);
});

describe('what newcomers write is understood, and answered', () => {
  const hintsOf = (line: string): (string | undefined)[] =>
    problemsOf(specWith(line)).map(({ hint }) => hint);

  test.each([
    // Keys in another place.
    ['learningRate: 0.1', 'It belongs inside `optimizer`: { ..., learningRate: ... }.'],
    ['lr: 0.1', 'It belongs inside `optimizer`: { ..., learningRate: ... }.'],
    ['activation: relu', 'It belongs inside `model`: { ..., activation: ... }.'],
    ['optimizer: { type: adam, batchSize: 5 }', '`batchSize` belongs at the top of the spec.'],
    ['optimizer: { type: sgd, momentum: 1 }', 'Only `type: momentum` or `type: rmsprop` takes it.'],
    ['grid: { learningRate: [0.1] }', 'Did you mean `optimizer.learningRate`?'],
    ['grid: { optimizer.lr: [0.1] }', 'Did you mean `optimizer.learningRate`?'],
    [
      'grid: { optimizer: { learningRate: [0.1] } }',
      'Write the whole path: `optimizer.learningRate: [...]`.',
    ],
    ['grid: [optimizer]', 'Write settings with their values: { optimizer: [adam, sgd] }.'],
    ['grid: { seed: [1, 2] }', 'Every trial runs with every seed: say `seeds: 3` beside `grid`.'],
    // Lists of values beside the grid.
    [
      'optimizer: { type: adam, learningRate: [0.1, 0.2] }',
      'Values to compare make an axis: grid: { optimizer.learningRate: [0.1, 0.2] }.',
    ],
    ['optimizer: [adam, sgd]', 'Values to compare make an axis: grid: { optimizer: [adam, sgd] }.'],
    // Words of other tools.
    ['optimizer: { type: adam, lr: 0.1 }', 'Did you mean `learningRate`?'],
    ['model: { type: mlp, units: [3] }', 'Did you mean `hidden`?'],
    ['model: { type: mlp, initializer: he }', 'Did you mean `heNormal`?'],
    ['model: { type: mlp, initializer: xavier_normal }', 'Did you mean `glorotNormal`?'],
    ['loss: categorical_crossentropy', 'Did you mean `softmaxCrossEntropy`?'],
    ['metric: { name: val_loss, goal: minimize }', 'Did you mean `validation/loss`?'],
    ['optimizer: amsgrad', 'Not offered. adam comes nearest.'],
    [
      'model: { type: mlp, activation: softmax }',
      'It is part of the loss; the logits layer is added without an activation.',
    ],
    // Mappings.
    ['metric: accuracy', 'Write a mapping with the keys name, goal, atLeast.'],
    ['dataset: { type: moons }', 'Write `name: moons` instead of `type: moons`.'],
    ['model: { hidden: [3] }', 'Did you mean `type: mlp`?'],
    ['exclude: { optimizer: sgd }', 'Write a list: put it in [ ].'],
    ['name: 12', 'Put it in quotes.'],
  ])('%s', (line, hint) => {
    expect(hintsOf(line)).toEqual([hint]);
  });

  test('a key in the words of another tool is not missing as well', () => {
    const text = specWith('data: mnist').replace('dataset: mnist\n', '');
    expect(linesOf(problemsOf(text))).toEqual(['5:1 unknown key `data` (Did you mean `dataset`?)']);
  });
});

test('all problems of a file are reported at once, in its order', () => {
  const spec = specWith(
    'dataset: [mnst, { name: moons, sze: 3 }]',
    'model: { type: mlp, hidden: [a, 0], activation: relo }',
    'optimizer: { type: adam, beta1: 2 }',
    'steps: -1',
    'grid: { batchSize: [1, 0], modl.dropout: [0.5] }',
  );
  expect(problemsOf(spec).map(({ line, column }) => `${line}:${column}`)).toEqual([
    '2:11', // the data set
    '2:32', // its key
    '2:37', // the value behind it
    '3:30', // hidden[0]
    '3:33', // hidden[1]
    '3:49', // the activation
    '4:33', // beta1
    '5:8', // steps
    '6:24', // a value of an axis
    '6:28', // an axis
  ]);
});

test('a misspelt key is one problem, also where an axis leads into it', () => {
  const text = specWith('grid: { model.dropout: [0, 0.5] }').replace('model: mlp', 'modle: mlp');
  expect(linesOf(problemsOf(text))).toEqual(['3:1 unknown key `modle` (Did you mean `model`?)']);
});

test('how long a run is has to be said, in one way', () => {
  const hint = '(Say how long a run is in one of them.)';
  expect(linesOf(problemsOf(specWith().replace('steps: 10\n', '')))).toEqual([
    `1:1 \`steps\` or \`epochs\` is missing ${hint}`,
  ]);
  expect(explain('epochs: 3')).toEqual([`6:1 there are both \`steps\` and \`epochs\` ${hint}`]);
});

test('keys that objects inherit are keys like others', () => {
  expect(explain('constructor: 1', '__proto__: 2').map((line) => line.split(' (')[0])).toEqual([
    '6:1 unknown key `constructor`',
    '7:1 unknown key `__proto__`',
  ]);
  expect(
    explain(
      'grid: { optimizer: [{ type: adam, __proto__: 1 }, sgd], model.dropout: [{ __proto__: 2 }] }',
      'exclude: [{ optimizer: sgd, __proto__: 3 }]',
    ).filter((line) => line.includes('__proto__')),
  ).toEqual([
    '6:35 unknown key `__proto__` in `grid.optimizer[0]` (Leave it out.)',
    '6:75 unknown key `__proto__` in `grid.model.dropout[0]` (Leave it out.)',
    '7:29 unknown key `__proto__` in `exclude[0]` (Leave it out.)',
  ]);
  expect(explain('grid: { toString: [1], optimizer.constructor: [2] }')).toHaveLength(2);
});
