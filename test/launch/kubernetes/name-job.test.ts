import fc from 'fast-check';
import { nameJob } from '../../../src/launch/kubernetes/name-job';

test.each([
  ['mnist-optimizers', 'ablate-mnist-optimizers-0abcd'],
  ['My Grid_2', 'ablate-my-grid-2-0abcd'],
  ['--', 'ablate-0abcd'],
  ['网格', 'ablate-0abcd'],
  ['a'.repeat(200), `ablate-${'a'.repeat(40)}-0abcd`],
])('%s', (experiment, name) => {
  expect(nameJob(experiment, '0abcd')).toBe(name);
});

test('any name becomes a label of DNS, with the number of an index too', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (experiment) => {
      const name = `${nameJob(experiment, '0abcd')}-999999999`;
      expect(name).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
      expect(name.length).toBeLessThanOrEqual(63);
    }),
    { seed: 7 },
  );
});
