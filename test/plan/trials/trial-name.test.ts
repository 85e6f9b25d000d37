import fc from 'fast-check';
import { nameTrial, nameTrials } from '../../../src/plan/trials/trial-name';
import type { Combination } from '../../../src/spec/axes/combination';

/** The combination that gives each axis its value. */
function combine(axes: Readonly<Record<string, unknown>>): Combination {
  return Object.entries(axes).map(([axis, value]) => ({ axis, value, section: 'grid', index: 0 }));
}

test.each<[Record<string, unknown>, string]>([
  [{}, 'base'],
  [{ 'model.activation': 'tanh' }, 'tanh'],
  [{ optimizer: 'adam', 'model.initializer': 'glorotUniform' }, 'adam_glorotUniform'],
  [{ optimizer: { type: 'adam', learningRate: 1e-4 } }, 'adam-lr1e-4'],
  [{ optimizer: { learningRate: 0.1, type: 'sgd' } }, 'sgd-lr0.1'],
  [{ optimizer: { type: 'momentum', nesterov: true } }, 'momentum-nesterov-true'],
  [{ dataset: { name: 'moons', noise: 0.3 } }, 'moons-noise0.3'],
  [{ 'model.hidden': [500, 250, 100] }, 'h500-250-100'],
  [{ 'model.hidden': [] }, 'h-none'],
  [{ 'model.layers.0.units': 5 }, 'units5'],
  [{ 'model.hidden.1': 5 }, 'hidden1-5'],
  [{ 'optimizer.beta1': 0.9, 'model.l2': 0.01 }, 'beta1-0.9_l2-0.01'],
  [{ batchSize: 1000, 'optimizer.learningRate': 0.001 }, 'batch1000_lr1e-3'],
  [{ batchSize: 'full', epochs: 12.5 }, 'batch-full_epochs12.5'],
])('%j is called %s', (axes, name) => {
  expect(nameTrial(combine(axes))).toBe(name);
});

test('what names can not show is in a digest', () => {
  const long = combine({ 'model.hidden': Array.from({ length: 60 }, (_, index) => 100 + index) });
  expect(nameTrial(long)).toMatch(/^h100-101-.*-[0-9a-f]{8}$/);
  expect(nameTrial(long)).toHaveLength(80);
  expect(nameTrial(combine({ 'model.x': 'a/b' }))).toMatch(/^x-a-b-[0-9a-f]{8}$/);
});

test('trials that would share a name get digests', () => {
  const names = nameTrials([combine({ a: 'X' }), combine({ a: 'x' }), combine({ a: 'y' })]);
  expect(names[0]).toMatch(/^a-X-[0-9a-f]{8}$/);
  expect(names[1]).toMatch(/^a-x-[0-9a-f]{8}$/);
  expect(names[2]).toBe('a-y');
});

const axisName = fc.constantFrom('optimizer', 'model.hidden', 'batchSize', 'model.layers.2.rate');
const value = fc.jsonValue({ maxDepth: 2, noUnicodeString: false });
const values = fc.uniqueArray(value, {
  maxLength: 8,
  minLength: 1,
  selector: (item) => JSON.stringify(item),
});

test('every set of trials gets names that are distinct and safe in any path', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(axisName, { minLength: 1 }),
      values,
      values,
      (axes, first, second) => {
        const combinations = first.flatMap((a) =>
          second.map((b) =>
            combine(Object.fromEntries(axes.map((axis, index) => [axis, index === 0 ? a : b]))),
          ),
        );
        const distinct = axes.length > 1 ? combinations : combinations.slice(0, 1);
        const names = nameTrials(distinct);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(distinct.length);
        for (const name of names) {
          expect(name).toMatch(/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/);
          expect(name.length).toBeLessThanOrEqual(100);
        }
      },
    ),
    { seed: 1, numRuns: 100 },
  );
});
