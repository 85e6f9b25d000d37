import { CompiledEngine } from '../../src/engine/compiled/compiled-engine';
import { eagerEngine } from '../../src/engine/eager-engine';
import type { Engine, NamedTensors, TrainingTask } from '../../src/engine/engine';
import { referenceEngine } from '../../src/engine/reference-engine';
import { blobs, createTask } from './small-tasks';

const compiled = new CompiledEngine();
afterAll(() => compiled.dispose());

const images = blobs([8, 8, 3], 3);
const augment = { shift: 2, rotate: 20, zoom: 0.2, flip: true, noise: 0.1 };
const mlp = { type: 'mlp', hidden: [6] };
const cnn = { type: 'cnn', filters: [3, 4], kernelSize: 3, denseUnits: 12, dropout: 0.4 };
const sgd = { type: 'sgd', learningRate: 0.05 };

const settings = { model: mlp, optimizer: sgd, batchSize: 16, steps: 400, augment };

/** Losses of some steps, from the state behind an earlier run of steps. */
function trainFrom(
  engine: Engine,
  task: TrainingTask,
  first: number,
  last: number,
  from?: NamedTensors,
) {
  const session = engine.open(task);
  try {
    if (from !== undefined) session.restoreState(from);
    const losses = session.train(first, last);
    return { losses, state: session.readState(), metrics: session.evaluate('test') };
  } finally {
    session.dispose();
  }
}

describe.each([
  ['small batches', 16],
  ['the full batch', 'full'],
])('with augmented images in %s', (_, batchSize) => {
  const task = createTask(images, { ...settings, batchSize });

  test('all engines train on the same', () => {
    const expected = trainFrom(referenceEngine, task, 1, 45);
    for (const engine of [compiled, eagerEngine]) {
      const { losses, metrics } = trainFrom(engine, task, 1, 45);
      for (const [index, loss] of expected.losses.entries()) {
        expect(losses[index]).toBeCloseTo(loss, 4);
      }
      expect(metrics.loss).toBeCloseTo(expected.metrics.loss, 4);
    }
    const plain = createTask(images, { ...settings, batchSize, augment: undefined });
    expect(trainFrom(compiled, plain, 1, 45).losses[0]).not.toBe(expected.losses[0]);
  });

  test.each([
    ['compiled', compiled],
    ['eager', eagerEngine],
    ['reference', referenceEngine],
  ])('the %s engine goes on from any step as if it had not stopped', (_, engine) => {
    const whole = trainFrom(engine, task, 1, 50);
    const begun = trainFrom(engine, task, 1, 23);
    const resumed = trainFrom(engine, task, 24, 50, begun.state);
    expect([...begun.losses, ...resumed.losses]).toEqual([...whole.losses]);
    expect(resumed.state).toEqual(whole.state);
  });
});

test('steps in groups give the same bits as steps alone, and so do kept programs', () => {
  for (const batchSize of [16, 'full']) {
    const task = createTask(images, { ...settings, batchSize });
    const alone = createTask(images, { ...settings, batchSize, steps: 100 });
    const grouped = trainFrom(compiled, task, 1, 45);
    expect(trainFrom(compiled, alone, 1, 45)).toEqual(grouped);
    const plain = createTask(images, { ...settings, batchSize, augment: undefined });
    const unchanged = trainFrom(new CompiledEngine(), plain, 1, 45);
    expect(trainFrom(compiled, plain, 1, 45)).toEqual(unchanged);
    expect(trainFrom(compiled, task, 1, 45)).toEqual(grouped);
  }
});

test('a CNN with dropout trains on the same in compiled steps as in eager ones', () => {
  const task = createTask(images, { ...settings, model: cnn });
  const eager = trainFrom(eagerEngine, task, 1, 30);
  const { losses } = trainFrom(compiled, task, 1, 30);
  for (const [index, loss] of eager.losses.entries()) expect(losses[index]).toBeCloseTo(loss, 4);
});
