import fc from 'fast-check';
import { stringify } from 'yaml';
import type { ExperimentPlan } from '../../src/plan/plan-experiment';
import { linesOf } from '../spec/format-problems';
import { sampleSpecs } from '../spec/sample-specs';
import { planText } from './plan-samples';

/** Values that the axes of a generated spec may take. */
const axisValues = {
  optimizer: [
    'adam',
    { type: 'adam', learningRate: 1e-4, beta1: 0.5 },
    { type: 'sgd', learningRate: 0.1 },
    { type: 'momentum', momentum: 0.5, nesterov: true },
  ],
  'optimizer.learningRate': [1e-5, 0.002, 0.3],
  'model.initializer': ['glorotUniform', { type: 'truncatedNormal', stddev: 0.2 }, 'zeros'],
  'model.hidden': [[], [10], [10, 20], [300, 100]],
  'model.dropout': [0, 0.25, 0.5],
  batchSize: [10, 50, 'full'],
  dataset: ['moons', { name: 'moons', noise: 0.5 }, 'circles'],
} as const;

type Axis = keyof typeof axisValues;

const grids = fc.record(
  Object.fromEntries(
    Object.entries(axisValues).map(([axis, values]) => [
      axis,
      fc.subarray([...values] as unknown[], { minLength: 1, maxLength: 3 }),
    ]),
  ) as Record<Axis, fc.Arbitrary<unknown[]>>,
  { requiredKeys: [] },
);

const specs = fc.record({
  name: fc.constant('generated'),
  dataset: fc.constant('moons'),
  model: fc.constant({ type: 'mlp', activation: 'tanh' }),
  optimizer: fc.constant('sgd'),
  steps: fc.integer({ min: 1, max: 500 }),
  batchSize: fc.constant(20),
  seeds: fc.integer({ min: 1, max: 3 }),
  grid: grids,
});

type Spec = typeof specs extends fc.Arbitrary<infer Value> ? Value : never;

function plan(spec: unknown): ExperimentPlan {
  const planning = planText(stringify(spec), { limit: 100_000 });
  if (!planning.ok) throw new Error(linesOf(planning.problems).join('\n'));
  return planning.plan;
}

const hashesById = ({ runs }: ExperimentPlan) =>
  new Map(runs.map(({ runId, configHash }) => [runId, configHash]));

/** The same value with its keys in the opposite order, on every level but that of axes. */
function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reverseKeys(inner)]),
  );
}

function sizeOf(spec: Spec): number {
  return Object.values(spec.grid).reduce((size, values) => size * values.length, 1);
}

const small = specs.filter((spec) => sizeOf(spec) <= 60);

test('plans are plain JSON and the same every time', () => {
  fc.assert(
    fc.property(small, (spec) => {
      const first = plan(spec);
      expect(JSON.parse(JSON.stringify(first))).toEqual(first);
      expect(plan(spec)).toEqual(first);
    }),
    { seed: 1, numRuns: 25 },
  );
});

test('every combination with every seed is there once, under a name of its own', () => {
  fc.assert(
    fc.property(small, (spec) => {
      const { runs } = plan(spec);
      expect(runs).toHaveLength(sizeOf(spec) * spec.seeds);
      expect(new Set(runs.map(({ runId }) => runId.toLowerCase())).size).toBe(runs.length);
      expect(new Set(runs.map(({ configHash }) => configHash)).size).toBe(runs.length);
      for (const { runId, trial, seed } of runs) expect(runId).toBe(`${trial}-s${seed}`);
    }),
    { seed: 2, numRuns: 25 },
  );
});

test('the order of keys changes no hash', () => {
  fc.assert(
    fc.property(small, (spec) => {
      const hashes = [...hashesById(plan(spec)).values()].sort();
      expect([...hashesById(plan(reverseKeys(spec))).values()].sort()).toEqual(hashes);
    }),
    { seed: 3, numRuns: 25 },
  );
});

test('more seeds and more values leave all other runs as they are', () => {
  fc.assert(
    fc.property(small, fc.constantFrom(...(Object.keys(axisValues) as Axis[])), (spec, axis) => {
      const before = hashesById(plan(spec));
      const values = spec.grid[axis];
      const grid = values === undefined ? spec.grid : { ...spec.grid, [axis]: axisValues[axis] };
      const after = hashesById(plan({ ...spec, seeds: spec.seeds + 1, grid }));
      expect(after.size).toBeGreaterThan(before.size);
      for (const [runId, hash] of before) expect(after.get(runId)).toBe(hash);
    }),
    { seed: 4, numRuns: 25 },
  );
});

test('what does not decide numbers is not in the hash, everything else is', () => {
  const hashOf = (...overrides: string[]) => {
    const planning = planText(sampleSpecs[2] ?? '', { overrides });
    return planning.ok ? planning.plan.runs[0]?.configHash : undefined;
  };
  const hash = hashOf();
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  for (const override of ['name=b', 'question=why', 'tags=[c]', 'optimizer={type: sgd}']) {
    expect(hashOf(override)).toBe(hash);
  }
  for (const override of ['steps=11', 'model.l2=0.1', 'seeds=[1]', 'engine=eager', 'logEvery=2']) {
    expect(hashOf(override)).not.toBe(hash);
  }
});
