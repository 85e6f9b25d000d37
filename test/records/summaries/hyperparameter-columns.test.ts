import { tabulateHyperparameters } from '../../../src/records/summaries/hyperparameter-columns';

test('an object becomes a column for its type and one for each other member', () => {
  const { columns, rows } = tabulateHyperparameters([
    { optimizer: { type: 'sgd', learningRate: 0.1, nesterov: true } },
    { optimizer: { type: 'adam', learningRate: 0.001 } },
  ]);
  expect(columns).toEqual([
    { name: 'optimizer', type: 'string', values: ['sgd', 'adam'] },
    { name: 'optimizer.learningRate', type: 'number', values: [0.001, 0.1] },
    { name: 'optimizer.nesterov', type: 'boolean', values: [true] },
  ]);
  expect(rows).toEqual([
    { optimizer: 'sgd', 'optimizer.learningRate': 0.1, 'optimizer.nesterov': true },
    { optimizer: 'adam', 'optimizer.learningRate': 0.001 },
  ]);
});

test('a column of mixed types holds strings in every row', () => {
  const { columns, rows } = tabulateHyperparameters([{ batchSize: 50 }, { batchSize: 'full' }]);
  expect(columns).toEqual([{ name: 'batchSize', type: 'string', values: ['50', 'full'] }]);
  expect(rows).toEqual([{ batchSize: '50' }, { batchSize: 'full' }]);
});

test('lists are one cell, null leaves its cell empty', () => {
  const { rows } = tabulateHyperparameters([
    { 'model.hidden': [500, 250], classes: null, layers: [{ type: 'dense' }] },
  ]);
  expect(rows).toEqual([{ 'model.hidden': '500-250', layers: '[{"type":"dense"}]' }]);
});
