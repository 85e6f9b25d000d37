import { createHash } from 'node:crypto';
import { hashRun, isHashOf } from '../../src/plan/hash-run';
import { formatStableJson } from '../../src/util/stable-json';

const optimizer = { type: 'adam', learningRate: 0.001 };
const model = { type: 'mlp', initializer: { type: 'glorotUniform' }, hidden: [8] };
const settings = { model, optimizer, engine: 'compiled' };

// Of the earlier version, by sha256sum of the JSON with sorted keys.
const before = {
  plain: '58b9a1e77e7523b1f896d0a2bfcd3df2f89f770e9651ef04b8dc4b54f0b79bc5',
  heNormal: 'cac158295242f4a5461840b8022f9601f62d19c3abc9d14aeba2bdbefd1be845',
};

function hashAsBefore(settings: unknown): string {
  return createHash('sha256')
    .update(formatStableJson({ seed: 3, settings }))
    .digest('hex');
}

describe('the hash of a run', () => {
  it('stays what it was where the numbers are what they were', () => {
    expect(hashRun(3, settings)).toBe(before.plain);
    expect(hashRun(3, { engine: 'compiled', optimizer, model })).toBe(before.plain);
  });

  it.each([
    ['heNormal', { ...model, initializer: { type: 'heNormal' } }],
    [
      'a truncated normal of scaled variance',
      {
        ...model,
        outputInitializer: { type: 'varianceScaling', distribution: 'truncatedNormal' },
      },
    ],
    ['biases by their fans', { ...model, biasInitializer: { type: 'leCunUniform' } }],
    [
      'glorotNormal of one layer',
      {
        ...model,
        layers: [{ type: 'dense', initializer: { type: 'glorotNormal' } }],
      },
    ],
  ])('is another one where the same settings give other weights: %s', (_name, other) => {
    const changed = { ...settings, model: other };
    expect(isHashOf(hashRun(3, changed), 3, changed)).toBe(true);
    expect(hashRun(3, changed)).not.toBe(hashAsBefore(changed));
  });

  it('is another one under eager Adam, whose corrections were rounded', () => {
    const eager = { ...settings, engine: 'eager' };
    expect(hashRun(3, eager)).not.toBe(hashAsBefore(eager));
    const sgd = { ...eager, optimizer: { type: 'sgd', learningRate: 0.1 } };
    expect(hashRun(3, sgd)).toBe(hashAsBefore(sgd));
  });

  it('is another one with more than two threads, whose weights lay in two pieces', () => {
    for (const threads of [1, undefined]) {
      const same = { ...settings, threads };
      expect(hashRun(3, same)).toBe(hashAsBefore(same));
    }
    const more = { ...settings, threads: 4 };
    expect(hashRun(3, more)).not.toBe(hashAsBefore(more));
    expect(isHashOf(hashAsBefore(more), 3, more)).toBe(true);
  });

  it('knows the hash that an earlier version gave the same settings, so that its records can be read', () => {
    const changed = { ...settings, model: { ...model, initializer: { type: 'heNormal' } } };
    expect(isHashOf(before.heNormal, 3, changed)).toBe(true);
    expect(hashRun(3, changed)).not.toBe(before.heNormal);
    expect(isHashOf(before.plain, 4, settings)).toBe(false);
  });
});
