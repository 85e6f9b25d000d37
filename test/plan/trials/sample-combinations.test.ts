import fc from 'fast-check';
import { sampleCombinations } from '../../../src/plan/trials/sample-combinations';
import type { AxisValue } from '../../../src/spec/axes/combination';
import { type SampleSpec, sampleSchema } from '../../../src/spec/axes/sample-schema';
import { planText } from '../plan-samples';

const parse = (sample: unknown): SampleSpec => sampleSchema.parse(sample);
const optimizer = (value: unknown): AxisValue => ({
  axis: 'optimizer',
  value,
  section: 'grid',
  index: 0,
});
const rates = { 'optimizer.learningRate': { logUniform: [1e-4, 1] } };

function drawn(sample: SampleSpec, axis: string, value: unknown = 'adam'): unknown[] {
  const { combinations } = sampleCombinations([[optimizer(value)]], sample);
  return combinations.map((combination) => combination.find((one) => one.axis === axis)?.value);
}

test.each(['quasiRandom', 'random'])(
  'a larger count keeps the %s points of a smaller one',
  (method) => {
    const few = drawn(parse({ count: 8, method, axes: rates }), 'optimizer.learningRate');
    const many = drawn(parse({ count: 16, method, axes: rates }), 'optimizer.learningRate');
    expect(many.slice(0, 8)).toEqual(few);
    expect(new Set(many).size).toBe(16);
  },
);

test('another seed draws other points', () => {
  const [one, two] = [0, 1].map((seed) =>
    drawn(parse({ count: 8, seed, axes: rates }), 'optimizer.learningRate'),
  );
  expect(one).not.toEqual(two);
});

test('an axis that is added leaves the values of the others', () => {
  const alone = drawn(parse({ count: 8, axes: rates }), 'optimizer.learningRate');
  const axes = { ...rates, 'model.l2': { uniform: [0, 1] } };
  expect(drawn(parse({ count: 8, axes }), 'optimizer.learningRate')).toEqual(alone);
});

test('every combination gets the same points, in the range that it has', () => {
  const sample = parse({
    count: 4,
    axes: {
      'optimizer.learningRate': [
        { logUniform: [1e-4, 1e-1], when: { optimizer: 'adam' } },
        { logUniform: [1e-3, 1] },
      ],
      'optimizer.momentum': { uniform: [0.5, 0.99], when: { optimizer: ['momentum', 'rmsprop'] } },
    },
  });
  const adam = drawn(sample, 'optimizer.learningRate', 'adam') as number[];
  const sgd = drawn(sample, 'optimizer.learningRate', { type: 'sgd' }) as number[];
  expect(sgd).toHaveLength(4);
  // Ten times as large, but for the digits that were rounded away.
  for (const [index, rate] of sgd.entries()) expect(rate / (adam[index] ?? 0)).toBeCloseTo(10, 0);
  expect(drawn(sample, 'optimizer.momentum', 'adam')).toEqual(Array(4).fill(undefined));
  expect(drawn(sample, 'optimizer.momentum', 'momentum')).not.toContain(undefined);
});

test('what nothing is drawn for is one trial', () => {
  const axes = { 'optimizer.momentum': { uniform: [0.5, 0.9], when: { optimizer: 'momentum' } } };
  expect(drawn(parse({ count: 4, axes }), 'optimizer.momentum', 'sgd')).toHaveLength(1);
});

test('choices and whole numbers come once each, until there are no more', () => {
  const axes = {
    batchSize: { intUniform: [3, 5] },
    'model.activation': { choice: ['relu', 'tanh'] },
  };
  const { combinations, exhausted } = sampleCombinations([[]], parse({ count: 7, axes }));
  const points = combinations.map((point) => point.map(({ value }) => value).join(' ')).toSorted();
  expect(points).toEqual(['3 relu', '3 tanh', '4 relu', '4 tanh', '5 relu', '5 tanh']);
  expect(exhausted).toEqual([{ combination: [], found: 6 }]);
});

test('values lie in their range and show three digits', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-9, max: 1e3, noNaN: true }),
      fc.double({ min: 1.01, max: 1e6, noNaN: true }),
      fc.constantFrom('uniform', 'logUniform'),
      fc.nat(100),
      (low, factor, form, seed) => {
        const sample = parse({ count: 3, seed, axes: { a: { [form]: [low, low * factor] } } });
        for (const value of drawn(sample, 'a') as number[]) {
          expect(value).toBeGreaterThanOrEqual(low);
          expect(value).toBeLessThanOrEqual(low * factor);
          const isBound = value === low || value === low * factor;
          expect(isBound || value === Number(value.toPrecision(3))).toBe(true);
        }
      },
    ),
    { seed: 1, numRuns: 100 },
  );
});

test('trials are named by what was drawn, and keep their names where more are drawn', () => {
  const plan = (count: number) => {
    const planning = planText(
      `name: a\ndataset: moons\nmodel: mlp\noptimizer: adam\nsteps: 10\nsample: { count: ${count}, axes: { optimizer.learningRate: { logUniform: [1.0e-4, 1] } } }`,
    );
    return planning.ok ? planning.plan : undefined;
  };
  const few = plan(2)?.runs.map(({ runId }) => runId);
  expect(few?.every((runId) => /^lr[0-9.e-]+-s0$/.test(runId))).toBe(true);
  expect(
    plan(4)
      ?.runs.map(({ runId }) => runId)
      .slice(0, 2),
  ).toEqual(few);
  expect(plan(2)?.tune).toEqual(['optimizer.learningRate']);
  expect(Object.keys(plan(2)?.axes ?? {})).toEqual(['optimizer.learningRate']);
});
