import { CompiledEngine } from '../../../src/engine/compiled/compiled-engine';
import type { NamedTensors, TrainingSession } from '../../../src/engine/engine';
import { blobs, createTask } from '../small-tasks';

const points = blobs([4], 3);

/**
 * A run that diverges in the middle of a group, where `steps` is large enough for groups. All weights are
 * lost then, but powers of decay rates tell how many steps were taken.
 */
function open(engine: CompiledEngine, steps: number, settings: object = {}): TrainingSession {
  return engine.open(
    createTask(
      points,
      {
        model: { type: 'mlp', hidden: Array(7).fill(6), activation: 'linear' },
        optimizer: { type: 'adam', learningRate: 1000 },
        schedule: { type: 'constant', warmupSteps: 180 },
        batchSize: 20,
        steps,
        ...settings,
      },
      2,
    ),
  );
}

/** What is seen of a run behind the loss that is not finite. */
function diverge(session: TrainingSession, first: number): object {
  const losses = session.train(first, 190);
  const observation = session.observe(['weights', 'gradients'], Int32Array.of(1, 4));
  return { losses, state: session.readState(), observation, metrics: session.evaluate('test') };
}

const grouped = 400;
const single = 199;

/** Compares a run in groups with one in single steps. */
function expectEqual(walk: (session: TrainingSession) => object): void {
  const [inGroups, alone] = [grouped, single].map((steps) => {
    const engine = new CompiledEngine();
    const session = open(engine, steps);
    const seen = walk(session);
    session.dispose();
    engine.dispose();
    return seen;
  });
  expect(inGroups).toEqual(alone);
}

test('a run diverges in the middle of a group', () => {
  const engine = new CompiledEngine();
  const session = open(engine, grouped);
  const losses = session.train(1, 190);
  expect(losses.at(-1)).toBeNaN();
  expect(losses.length).toBeGreaterThan(20);
  expect(losses.length % 20).toBeGreaterThan(0);
  session.dispose();
  engine.dispose();
});

test('a diverged run is in the state of the step that diverged', () => {
  expectEqual((session) => diverge(session, 1));
});

test('also behind a state that was read, and in steps of odd numbers', () => {
  expectEqual((session) => {
    session.train(1, 3);
    const state = session.readState();
    session.train(4, 9);
    return { state, ...diverge(session, 10) };
  });
});

test('also behind a state that was restored, and steps that were undone with it', () => {
  let state: NamedTensors = {};
  expectEqual((session) => {
    session.train(1, 5);
    state = session.readState();
    session.train(6, 25);
    session.restoreState(state);
    return diverge(session, 6);
  });
});

test('also in a program that another run had', () => {
  const engine = new CompiledEngine();
  const tame = open(engine, grouped, {
    optimizer: { type: 'adam', learningRate: 0.01, beta1: 0.8 },
  });
  tame.train(1, 60);
  tame.dispose();
  const session = open(engine, grouped);
  const seen = diverge(session, 1);
  session.dispose();
  engine.dispose();
  const fresh = new CompiledEngine();
  const alone = open(fresh, single);
  expect(seen).toEqual(diverge(alone, 1));
  alone.dispose();
  fresh.dispose();
});
