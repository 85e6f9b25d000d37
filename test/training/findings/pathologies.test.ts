import type { ActivationName } from '../../../src/activations/registry';
import type { NamedTensors, TensorData } from '../../../src/engine/engine';
import {
  findDeadRelus,
  findGradientTrouble,
  findNoLearning,
  findSaturatedUnits,
} from '../../../src/training/findings/pathologies';
import { UnitCensus } from '../../../src/training/findings/unit-census';

const tensor = (shape: number[], values: number[]): TensorData => ({
  shape,
  values: Float32Array.from(values),
});

/** The census of a network whose layers all have one activation. */
function count(activations: NamedTensors, activation: ActivationName): UnitCensus {
  const census = new UnitCensus(() => activation);
  census.add(activations);
  return census;
}

test('a ReLU unit that is zero for every example is dead, and its layer is named', () => {
  const activations = {
    fc1: tensor([3, 2], [0, 1, 0, 0, 0, 2]),
    fc2: tensor([3, 2], [1, 1, 0, 0, 0, 2]),
  };
  expect(findDeadRelus(count(activations, 'relu'))).toEqual([
    { kind: 'dead-relus', layer: 'fc1', share: 0.5, detail: 'dead ReLUs: 50 % of fc1' },
  ]);
  expect(findDeadRelus(count(activations, 'tanh'))).toEqual([]);
});

test('a unit that gives something in a later batch is not dead', () => {
  const census = count({ fc1: tensor([2, 2], [0, 1, 0, 0]) }, 'relu');
  expect(findDeadRelus(census)[0]?.share).toBe(0.5);
  census.add({ fc1: tensor([1, 2], [1, 0]) });
  expect(findDeadRelus(census)).toEqual([]);
});

test('a channel of a convolution is one unit over all places', () => {
  const activations = { conv1: tensor([1, 1, 3, 2], [0, 1, 0, 0, 0, 0]) };
  expect(findDeadRelus(count(activations, 'relu'))[0]?.share).toBe(0.5);
});

test('units at the flat ends of tanh and sigmoid are saturated', () => {
  const ends = { fc1: tensor([2, 2], [0.999, 0.2, -0.999, 0.1]) };
  expect(findSaturatedUnits(count(ends, 'tanh'))[0]).toMatchObject({ layer: 'fc1', share: 0.5 });
  const low = { fc1: tensor([2, 1], [0.001, 0.002]) };
  expect(findSaturatedUnits(count(low, 'sigmoid'))[0]?.detail).toBe(
    'saturated sigmoid units: 100 % of fc1',
  );
  expect(findSaturatedUnits(count(low, 'tanh'))).toEqual([]);
});

test('gradients that get lost on the way down, or blow up, are named by layer', () => {
  const gradients = (first: number, last: number) => ({
    'fc1/kernel': tensor([2, 1], [first, -first]),
    'fc1/bias': tensor([1], [0]),
    'logits/kernel': tensor([2, 1], [last, last]),
  });
  expect(findGradientTrouble(gradients(1e-6, 1e-2))[0]).toMatchObject({
    kind: 'vanishing-gradient',
    layer: 'fc1',
    detail: 'vanishing gradient: fc1 gets 1.0e-4 of what logits gets',
  });
  expect(findGradientTrouble(gradients(1000, 1))[0]).toMatchObject({
    kind: 'exploding-gradient',
    layer: 'fc1',
  });
  expect(findGradientTrouble(gradients(0.01, 0.01))).toEqual([]);
});

test('accuracy within the noise of guessing is no learning', () => {
  expect(findNoLearning(0.506, [1000, 1000])).toHaveLength(1);
  expect(findNoLearning(0.9, [900, 100])).toHaveLength(1);
  expect(findNoLearning(0.6, [1000, 1000])).toEqual([]);
});
