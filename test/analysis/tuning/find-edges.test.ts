import { describeEdge, findEdges } from '../../../src/analysis/tuning/find-edges';
import { sampleSchema } from '../../../src/spec/axes/sample-schema';

const rate = 'optimizer.learningRate';
const sample = sampleSchema.parse({
  count: 4,
  axes: {
    [rate]: [{ logUniform: [1e-4, 1e-1], when: { optimizer: 'adam' } }, { logUniform: [1e-3, 1] }],
    'optimizer.momentum': { uniform: [0.5, 0.9] },
  },
});

const edgesOf = (values: Record<string, string | number>): string[] =>
  findEdges({ sample, tune: [rate, 'optimizer.momentum'] }, values, [values]).map(describeEdge);

test.each([
  [{ optimizer: 'adam', [rate]: 1.9e-4 }, [`extend ${rate} below 1e-4`]],
  [{ optimizer: 'adam', [rate]: 2.1e-4 }, []],
  [{ optimizer: 'adam', [rate]: 0.06 }, [`extend ${rate} above 0.1`]],
  // The same rate in a range of its own.
  [{ optimizer: 'sgd', [rate]: 0.06 }, []],
  [{ optimizer: 'sgd', [rate]: 0.6 }, [`extend ${rate} above 1`]],
  // Not over decades: a tenth of 0.4.
  [{ optimizer: 'sgd', 'optimizer.momentum': 0.53 }, ['extend optimizer.momentum below 0.5']],
  [{ optimizer: 'sgd', 'optimizer.momentum': 0.55 }, []],
  [{ optimizer: 'sgd' }, []],
])('drawn: %j', (values, expected) => {
  expect(edgesOf(values)).toEqual(expected);
});

test.each([
  [0.1, [`extend ${rate} above 0.1`]],
  [0.01, []],
  [0.001, [`extend ${rate} below 1e-3`]],
])('listed: %d', (chosen, expected) => {
  const tried = [0.001, 0.01, 0.1].map((value) => ({ [rate]: value }));
  const edges = findEdges({ sample: null, tune: [rate] }, { [rate]: chosen }, tried);
  expect(edges.map(describeEdge)).toEqual(expected);
});

test('what has one value only has no edges', () => {
  expect(findEdges({ sample: null, tune: [rate] }, { [rate]: 1 }, [{ [rate]: 1 }])).toEqual([]);
});
