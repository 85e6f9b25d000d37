import { describeNetwork } from '../../src/engine/describe-network';
import { eagerEngine } from '../../src/engine/eager-engine';
import type { Engine, NamedTensors, ObservationKind } from '../../src/engine/engine';
import { buildReferenceNetwork } from '../../src/engine/reference-network';
import { compareEngine } from '../../src/gradcheck/compare-engine';
import { expectGradients } from '../../src/gradcheck/expected-gradients';
import { blobs, createTask } from '../engine/small-tasks';

/** The eager engine with something done to what it observes. */
function distort(distortion: Partial<Record<ObservationKind, (value: number) => number>>): Engine {
  return {
    ...eagerEngine,
    name: 'distorted',
    open(task) {
      const session = eagerEngine.open(task);
      return Object.assign(Object.create(session) as typeof session, {
        observe(kinds: readonly ObservationKind[], indices: Int32Array) {
          const observed = session.observe(kinds, indices);
          return Object.fromEntries(
            kinds.map((kind) => [
              kind,
              mapValues(observed[kind] ?? {}, distortion[kind] ?? ((value) => value)),
            ]),
          );
        },
        dispose: () => session.dispose(),
      });
    },
  };
}

function mapValues(tensors: NamedTensors, change: (value: number) => number): NamedTensors {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { shape, values }]) => [
      name,
      { shape, values: values.map(change) },
    ]),
  );
}

/** Verdicts of both layers' weights and biases, for a network with or without a net input at 0. */
function verdictsOf(engine: Engine, { kinked }: { kinked: boolean }): string[] {
  const biasInitializer = { type: 'constant', value: kinked ? 0 : 0.1 };
  const model = { type: 'mlp', hidden: [3], activation: 'relu', biasInitializer };
  const dataset = blobs([4], 3);
  // An example of zeros: its net inputs are the biases.
  if (kinked) dataset.train.inputs.fill(0, 0, 4);
  const task = createTask(dataset, { model, optimizer: 'sgd' });
  const built = buildReferenceNetwork(describeNetwork(task), task.settings.loss);
  const { network } = built;
  const indices = Int32Array.of(0, 1, 2, 3, 4);
  const expected = expectGradients(network, dataset, indices);
  const rows = compareEngine({ title: 'net', task, network, indices, expected }, 'eager', engine);
  built.dispose();
  return rows.map(({ verdict }) => verdict);
}

const all = (verdict: string) => [verdict, verdict, verdict, verdict];

test.each([
  ['sign', (value: number) => -value],
  ['factor', (value: number) => 1.001 * value],
  ['no number', () => Number.NaN],
])('gradients of an engine that are wrong are caught, kink or not: %s', (_, mistake) => {
  const engine = distort({ gradients: mistake });
  expect(verdictsOf(engine, { kinked: false })).toEqual(all('failed'));
  expect(verdictsOf(engine, { kinked: true })).toEqual(all('failed'));
});

test('a net input of exactly 0 has the derivative of the left on both sides', () => {
  expect(verdictsOf(eagerEngine, { kinked: true })).toEqual(all('ok'));
});

test('wrong gradients are not excused by net inputs that rounding moves over a kink', () => {
  const nudge = (value: number) => value + 1e-9;
  const engine = distort({ gradients: (value) => 1.001 * value, preactivations: nudge });
  expect(verdictsOf(engine, { kinked: true })).toEqual(all('failed'));
});
