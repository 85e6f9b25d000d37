import { EarlyStopping } from '../../src/training/early-stopping';

const spec = { metric: 'validation/loss', patience: 2, minDelta: 0.01 } as const;

/** Feeds losses at steps 10, 20, ... and says after which one patience ran out. */
function stopStep(losses: readonly number[], early = new EarlyStopping(spec)): number | undefined {
  for (const [index, loss] of losses.entries()) {
    early.observe((index + 1) * 10, { 'validation/loss': loss });
    if (early.isOver) return (index + 1) * 10;
  }
  return undefined;
}

test('ends when patience runs out, with the best step', () => {
  const early = new EarlyStopping(spec);
  expect(stopStep([1, 0.5, 0.6, 0.7, 0.1], early)).toBe(40);
  expect(early.bestStep).toBe(20);
});

test('a gain below minDelta does not count', () => {
  expect(stopStep([1, 0.995, 0.992])).toBe(30);
});

test('accuracy is better when it is higher', () => {
  const early = new EarlyStopping({ ...spec, metric: 'test/accuracy', minDelta: 0 });
  expect(early.observe(1, { 'test/accuracy': 0.5 })).toBe(true);
  expect(early.observe(2, { 'test/accuracy': 0.4 })).toBe(false);
  expect(early.observe(3, { 'test/accuracy': 0.6 })).toBe(true);
});

test('goes on from what a checkpoint kept', () => {
  const early = new EarlyStopping(spec);
  early.observe(10, { 'validation/loss': 0.5 });
  early.observe(20, { 'validation/loss': 0.6 });
  const resumed = new EarlyStopping(spec, JSON.parse(JSON.stringify(early.read())));
  resumed.observe(30, { 'validation/loss': 0.6 });
  expect(resumed.isOver).toBe(true);
  expect(resumed.bestStep).toBe(10);
});

test('a row without the metric is no evaluation', () => {
  const early = new EarlyStopping(spec);
  expect(early.observe(10, { 'train/loss': 1 })).toBe(false);
  expect(early.read().evaluationsSince).toBe(0);
});
