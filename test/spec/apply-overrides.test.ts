import { parseExperiment } from '../../src/spec/parse-experiment';
import { linesOf, problemsOf, specWith } from './format-problems';

function parsed(text: string, ...overrides: string[]) {
  const parsing = parseExperiment(text, 'a.yaml', overrides);
  if (!parsing.ok) throw new Error(linesOf(parsing.problems).join('\n'));
  return parsing.spec;
}

const explain = (text: string, ...overrides: string[]) => linesOf(problemsOf(text, overrides));

test('values are YAML, and short forms are spelt out on the way', () => {
  const spec = parsed(
    specWith('grid: { model.initializer: [zeros, ones] }'),
    'optimizer.learningRate=1e-3',
    'model.hidden=[300, 100]',
    'model.activation={ type: leakyRelu, alpha: 0.5 }',
    'seeds=3',
    'grid.model.initializer=[glorotUniform]',
    'grid.batchSize=[10, 20]',
  );
  expect(spec).toMatchObject({
    optimizer: { type: 'adam', learningRate: 0.001 },
    model: { type: 'mlp', hidden: [300, 100], activation: { alpha: 0.5 } },
    seeds: 3,
    grid: { 'model.initializer': ['glorotUniform'], batchSize: [10, 20] },
  });
});

test('a layer of a list is reached by its index', () => {
  const layers = 'model: { type: layers, layers: [{ type: dense, units: 3 }] }';
  expect(parsed(specWith(layers), 'model.layers.0.units=7').model).toMatchObject({
    layers: [{ type: 'dense', units: 7 }],
  });
});

test('steps replace epochs, and epochs steps', () => {
  expect(parsed(specWith(), 'epochs=2')).toMatchObject({ epochs: 2 });
  expect(parsed(specWith(), 'epochs=2').steps).toBeUndefined();
  expect(explain(specWith(), 'epochs=2', 'steps=7')).toEqual([
    expect.stringContaining('there are both `steps` and `epochs`'),
  ]);
});

test.each([
  [
    'optimizer.learningrate=1',
    'unknown key `learningrate` in `optimizer` (Did you mean `learningRate`?)',
  ],
  ['optimizer.learningRate=fast', '`optimizer.learningRate` is "fast", expected a number'],
  ['modl=cnn', 'unknown key `modl` (Did you mean `model`?)'],
  ['model.dropout=2', '`model.dropout` is 2, expected less than 1'],
  ['steps', 'is not of the form path=value (For instance: --set optimizer.learningRate=1e-3)'],
  ['=3', 'is not of the form path=value (For instance: --set optimizer.learningRate=1e-3)'],
  ['a..b=3', 'is not of the form path=value (For instance: --set optimizer.learningRate=1e-3)'],
  [
    'model.hidden.5=3',
    '`model.hidden` is a list of 2 values, which has no `5` (Places count from 0; 2 adds one at the end.)',
    'model: { type: mlp, hidden: [30, 20] }',
  ],
  ['steps.often=3', '`steps` is 10, which has nothing below it'],
  ['lr.x=1', 'unknown key `lr` (It belongs inside `optimizer`: { ..., learningRate: ... }.)'],
  ['tags=[a', 'a `[` is not closed'],
  ['tags=&a [*a]', 'the alias `*a` stands inside of what it repeats'],
])('--set %s', (override, problem, ...lines) => {
  const [found] = explain(specWith(...lines), override);
  expect(found).toBe(`--set ${override} ${problem}`);
});

test('an override that an axis undoes is an error', () => {
  const spec = specWith('grid: { optimizer: [adam, sgd] }');
  expect(explain(spec, 'optimizer.learningRate=1')).toEqual([
    '--set optimizer.learningRate=1 has no effect: the axis `optimizer` sets it in every trial ' +
      "(Override the axis instead: --set 'grid.optimizer=[...]')",
  ]);
  expect(explain(specWith('grid: { optimizer.learningRate: [1, 2] }'), 'optimizer=sgd')).toEqual(
    [],
  );
});

test('what is wrong with options is told beside what is wrong with the file', () => {
  expect(explain(specWith('logEvery: 0'), 'steps', 'batchSize=half')).toEqual([
    '--set steps is not of the form path=value (For instance: --set optimizer.learningRate=1e-3)',
    '--set batchSize=half `batchSize` is "half", expected a number or full',
    '6:11 `logEvery` is 0, expected more than 0',
  ]);
});
