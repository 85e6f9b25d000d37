import { tanh } from '../../src/reference/activation';
import { softmaxCrossEntropy } from '../../src/reference/loss';
import { Network } from '../../src/reference/network';
import type { OptimizerSettings } from '../../src/reference/optimizers/create-update-rule';
import { Trainer } from '../../src/reference/trainer';
import { initializeNetwork } from './initialize-network';
import { normalByFanIn } from './initializer';
import { sampleMoons } from './sample-networks';

function openTrainer(optimizer: OptimizerSettings, hidden = 8): Trainer {
  const network = new Network({
    inputCount: 2,
    hidden: [{ units: hidden, activation: tanh }],
    logits: { units: 2 },
    loss: softmaxCrossEntropy(),
  });
  initializeNetwork(network, { kernel: normalByFanIn, bias: { type: 'zeros' } }, 3);
  return new Trainer(network, optimizer);
}

const adam = { type: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
const moons = sampleMoons(200, 0.1, 4);

test('two moons are told apart', () => {
  const trainer = openTrainer(adam);
  let loss = Number.NaN;
  for (let step = 1; step <= 1500; step += 1) {
    loss = trainer.step(moons.inputs, moons.labels, moons.count, 0.02, step);
  }
  expect(loss).toBeLessThan(0.1);
  const unseen = sampleMoons(500, 0.1, 5);
  const { predicted } = trainer.network.measure(unseen.inputs, unseen.labels, unseen.count);
  const hits = predicted.filter((id, example) => id === unseen.labels[example]);
  expect(hits.length / unseen.count).toBeGreaterThan(0.95);
});

test('a step gives the loss before it', () => {
  const trainer = openTrainer({ type: 'sgd' });
  const { loss } = trainer.network.measure(moons.inputs, moons.labels, moons.count);
  expect(trainer.step(moons.inputs, moons.labels, moons.count, 0.1, 1)).toBe(loss);
  expect(trainer.step(moons.inputs, moons.labels, moons.count, 0.1, 1)).toBeLessThan(loss);
});

test('steps reuse every buffer', () => {
  const trainer = openTrainer(adam);
  const buffers = () =>
    trainer.network.layers.flatMap((layer) => Object.values(layer).filter(ArrayBuffer.isView));
  trainer.step(moons.inputs, moons.labels, moons.count, 0.01, 1);
  const before = buffers();
  trainer.step(moons.inputs, moons.labels, 50, 0.01, 1);
  trainer.step(moons.inputs, moons.labels, moons.count, 0.01, 1);
  expect(before).toHaveLength(16);
  for (const [index, buffer] of buffers().entries()) expect(buffer).toBe(before[index]);
});

test('state is named after its weight, and puts a trainer where another was', () => {
  const trainer = openTrainer(adam, 1);
  expect([...trainer.state].map(([name, { shape }]) => [name, ...shape])).toEqual([
    ['fc1/kernel', 2, 1],
    ['fc1/bias', 1],
    ['logits/kernel', 1, 2],
    ['logits/bias', 2],
    ['train/adam/beta1_power'],
    ['train/adam/beta2_power'],
    ['train/adam/m/fc1/kernel', 2, 1],
    ['train/adam/v/fc1/kernel', 2, 1],
    ['train/adam/m/fc1/bias', 1],
    ['train/adam/v/fc1/bias', 1],
    ['train/adam/m/logits/kernel', 1, 2],
    ['train/adam/v/logits/kernel', 1, 2],
    ['train/adam/m/logits/bias', 2],
    ['train/adam/v/logits/bias', 2],
  ]);
  const step = (which: Trainer) => which.step(moons.inputs, moons.labels, moons.count, 0.01, 1);
  for (let count = 0; count < 5; count += 1) step(trainer);
  const twin = openTrainer(adam, 1);
  for (const name of trainer.state.keys()) twin.writeState(name, trainer.readState(name));
  expect(step(twin)).toBe(step(trainer));
  for (const name of trainer.state.keys()) {
    expect(twin.readState(name)).toEqual(trainer.readState(name));
  }
  expect(() => trainer.readState('train/adam/u')).toThrow('No state named train/adam/u');
});
