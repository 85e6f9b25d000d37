import fc from 'fast-check';
import { createBatchOrder } from '../../../src/datasets/batches/batch-order';

const seeds = fc.nat(1_000_000);
const sizes = fc
  .tuple(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 1, max: 59 }))
  .filter(([count, batch]) => batch < count);

function epoch(order: ReturnType<typeof createBatchOrder>, number: number): number[] {
  const first = (number - 1) * order.stepsPerEpoch + 1;
  return Array.from({ length: order.stepsPerEpoch }, (_, at) => [
    ...order.indices(first + at),
  ]).flat();
}

describe('createBatchOrder', () => {
  it('shows every example exactly once in each epoch, in batches of the size asked for', () => {
    fc.assert(
      fc.property(seeds, sizes, fc.integer({ min: 1, max: 20 }), (seed, [count, batch], number) => {
        const order = createBatchOrder(seed, count, batch);
        const all = Array.from({ length: count }, (_, index) => index);
        expect(epoch(order, number).sort((a, b) => a - b)).toEqual(all);
        const first = (number - 1) * order.stepsPerEpoch + 1;
        for (let step = first; step < first + order.stepsPerEpoch - 1; step += 1) {
          expect(order.indices(step)).toHaveLength(batch);
        }
        const last = order.indices(first + order.stepsPerEpoch - 1).length;
        expect(last).toBe(count % batch === 0 ? batch : count % batch);
      }),
    );
  });

  it('gives a step the same batch whatever was asked for before', () => {
    fc.assert(
      fc.property(
        seeds,
        sizes,
        fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 20 }),
        (seed, [count, batch], steps) => {
          const jumping = createBatchOrder(seed, count, batch);
          for (const step of steps) {
            const fresh = createBatchOrder(seed, count, batch).indices(step);
            expect([...jumping.indices(step)]).toEqual([...fresh]);
          }
        },
      ),
    );
  });

  it('keeps a batch that was handed out as it was', () => {
    const order = createBatchOrder(0, 10, 3);
    const batch = order.indices(1);
    const before = [...batch];
    order.indices(100);
    expect([...batch]).toEqual(before);
  });

  it('shuffles anew in each epoch and for each seed, seed 0 included', () => {
    const orders = [0, 1].flatMap((seed) => {
      const order = createBatchOrder(seed, 100, 7);
      return [epoch(order, 1), epoch(order, 2)].map(String);
    });
    expect(new Set(orders).size).toBe(4);
  });

  it('puts every example everywhere equally often', () => {
    const [count, epochs] = [8, 4000];
    const order = createBatchOrder(3, count, 1);
    const seen = Array.from({ length: count }, () => new Array<number>(count).fill(0));
    for (let step = 1; step <= count * epochs; step += 1) {
      const [index = 0] = order.indices(step);
      const row = seen[(step - 1) % count] ?? [];
      row[index] = (row[index] ?? 0) + 1;
    }
    // Each count is binomial with mean 500 and standard deviation 21: five of them either way.
    for (const times of seen.flat()) expect(Math.abs(times - epochs / count)).toBeLessThan(105);
  });

  it('takes a batch as large as the data in its order, the same array at every step', () => {
    for (const batch of [5, 6, 1000]) {
      const order = createBatchOrder(0, 5, batch);
      expect(order.stepsPerEpoch).toBe(1);
      expect([...order.indices(1)]).toEqual([0, 1, 2, 3, 4]);
      expect(order.indices(99)).toBe(order.indices(1));
    }
  });
});
