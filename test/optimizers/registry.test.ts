import { CompiledEngine } from '../../src/engine/compiled/compiled-engine';
import { eagerEngine } from '../../src/engine/eager-engine';
import type { Engine, NamedTensors, TrainingTask } from '../../src/engine/engine';
import { referenceEngine } from '../../src/engine/reference-engine';
import { optimizerSchema, optimizers } from '../../src/optimizers/registry';
import { blobs, createTask } from '../engine/small-tasks';

const compiledEngine = new CompiledEngine();

/*
 * What every optimizer has to do, with gradients clipped and without: walk alike under the tfjs
 * engines, in groups of steps as alone, in pieces as whole, and go on from a checkpoint.
 */

const data = blobs([4], 3);
const names = Object.keys(optimizers);
const clippings = [{}, { clipNorm: 0.05 }, { clipValue: 0.01 }];
const cases = names.flatMap((type) => clippings.map((clipping) => ({ type, ...clipping })));

function taskWith(optimizer: object, settings: object = {}): TrainingTask {
  const model = { type: 'mlp', hidden: [6, 5], activation: 'tanh' };
  return createTask(data, { model, optimizer, batchSize: 16, ...settings });
}

function train(engine: Engine, task: TrainingTask, first: number, last: number): NamedTensors {
  const session = engine.open(task);
  session.train(first, last);
  const state = session.readState();
  session.dispose();
  return state;
}

/** The largest difference of any weight. */
function farthest(actual: NamedTensors, expected: NamedTensors): number {
  let most = 0;
  for (const [name, { values }] of Object.entries(expected)) {
    if (name.startsWith('train/')) continue;
    const others = actual[name]?.values ?? [];
    for (const [p, value] of values.entries()) {
      most = Math.max(most, Math.abs(value - (others[p] ?? Number.NaN)));
    }
  }
  return most;
}

describe.each(cases)('%j', (optimizer) => {
  test('50 steps compiled are 50 steps eager, and 50 in groups the same bits', () => {
    const compiled = train(compiledEngine, taskWith(optimizer), 1, 50);
    expect(farthest(train(eagerEngine, taskWith(optimizer), 1, 50), compiled)).toBeLessThan(2e-5);
    expect(train(compiledEngine, taskWith(optimizer, { steps: 10_000 }), 1, 50)).toEqual(compiled);
  });

  test.each([compiledEngine, eagerEngine, referenceEngine])(
    'goes on from a checkpoint bit for bit under $name',
    (engine) => {
      const whole = train(engine, taskWith(optimizer), 1, 30);
      const session = engine.open(taskWith(optimizer));
      session.train(1, 13);
      const saved = session.readState();
      session.dispose();
      const resumed = engine.open(taskWith(optimizer));
      resumed.restoreState(saved);
      resumed.train(14, 30);
      expect(resumed.readState()).toEqual(whole);
      resumed.dispose();
    },
  );
});

test('weights in pieces are clipped and decay as whole ones do', () => {
  const wide = blobs([64], 3);
  const model = { type: 'mlp', hidden: [1024, 1024], activation: 'tanh' };
  for (const optimizer of [
    { type: 'adamw', weightDecay: 0.5, clipNorm: 0.05 },
    { type: 'nadam', clipValue: 0.001 },
    { type: 'lion', weightDecay: 0.5, clipNorm: 0.05 },
  ]) {
    const task = () => createTask(wide, { model, optimizer, batchSize: 32 });
    const session = compiledEngine.open(task());
    const graph = Buffer.from(session.graph() ?? []).toString('latin1');
    session.dispose();
    expect(graph.includes('fc2/kernel/part_1')).toBe(true);
    const compiled = train(compiledEngine, task(), 1, 5);
    expect(farthest(train(eagerEngine, task(), 1, 5), compiled)).toBeLessThan(3e-4);
  }
});

test('gradients are clipped one way', () => {
  const parse = (optimizer: object) => optimizerSchema.safeParse(optimizer);
  for (const type of names) {
    expect(parse({ type, clipNorm: 1 }).success).toBe(true);
    expect(parse({ type, clipValue: 1 }).success).toBe(true);
    expect(parse({ type, clipNorm: 1, clipValue: 1 }).error?.issues).toMatchObject([
      { path: ['clipValue'], message: 'can not go with `clipNorm`: give one of them' },
    ]);
    expect(Object.keys(parse({ type }).data ?? {})).not.toContain('clipNorm');
  }
});
