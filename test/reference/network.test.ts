import { relu, tanh } from '../../src/reference/activation';
import { binaryCrossEntropy, softmaxCrossEntropy } from '../../src/reference/loss';
import { Network } from '../../src/reference/network';
import { differentiateExamples } from '../../src/reference/per-example-gradients';
import { sampleBatch, sampleNetwork } from './sample-networks';

/** 2-2-1 with ReLU, small enough for paper. */
function paperNetwork(): Network {
  const network = new Network({
    inputCount: 2,
    hidden: [{ units: 2, activation: relu }],
    logits: { units: 1 },
    loss: binaryCrossEntropy,
  });
  network.writeWeight('fc1/kernel', Float64Array.of(1, -1, 2, 0.5));
  network.writeWeight('fc1/bias', Float64Array.of(0, 0.5));
  network.writeWeight('logits/kernel', Float64Array.of(1, 3));
  network.writeWeight('logits/bias', Float64Array.of(-3));
  return network;
}

const gradientsOf = (network: Network) =>
  Object.fromEntries(network.parameters.map(({ name, gradient }) => [name, [...gradient]]));

test('forward and backward pass as on paper', () => {
  const network = paperNetwork();
  // z = [1 + 2, -1 + 0.5 + 0.5] = [3, 0], a = [3, 0], logit = 3 - 3 = 0, delta = 1/2 - 1.
  const loss = network.differentiate(Float64Array.of(1, 1), Int32Array.of(1), 1);
  expect(loss).toBeCloseTo(Math.log(2), 15);
  expect(gradientsOf(network)).toEqual({
    'fc1/kernel': [-0.5, 0, -0.5, 0],
    'fc1/bias': [-0.5, 0],
    'logits/kernel': [-1.5, 0],
    'logits/bias': [-0.5],
  });
});

test('layers are fc1, fc2, ..., logits, or bear their own names', () => {
  const network = new Network({
    inputCount: 4,
    hidden: [
      { units: 3, activation: tanh },
      { name: 'narrow', units: 2, activation: tanh },
      { units: 5, activation: tanh },
    ],
    logits: { units: 2 },
    loss: softmaxCrossEntropy(),
  });
  expect(network.parameters.map(({ name, shape }) => [name, ...shape])).toEqual([
    ['fc1/kernel', 4, 3],
    ['fc1/bias', 3],
    ['narrow/kernel', 3, 2],
    ['narrow/bias', 2],
    ['fc3/kernel', 2, 5],
    ['fc3/bias', 5],
    ['logits/kernel', 5, 2],
    ['logits/bias', 2],
  ]);
});

test('L2 adds its factor times the weight to the gradients of kernels alone', () => {
  const settings = { activation: tanh, loss: softmaxCrossEntropy(), units: 3, hidden: [4] };
  const plain = sampleNetwork(settings);
  const decayed = sampleNetwork({ ...settings, l2: 0.6 });
  const { inputs, labels, count } = sampleBatch(3);
  const loss = plain.differentiate(inputs, labels, count);
  expect(decayed.differentiate(inputs, labels, count)).toBe(loss);
  let penalty = 0;
  for (const [position, { name, values, gradient }] of decayed.parameters.entries()) {
    const factor = { 'fc1/kernel': 0.6, 'logits/kernel': 0.3 }[name] ?? 0;
    const expected = plain.parameters[position]?.gradient ?? [];
    for (const [p, value] of values.entries()) {
      expect(gradient[p]).toBeCloseTo((expected[p] ?? Number.NaN) + factor * value, 14);
      penalty += (factor / 2) * value ** 2;
    }
  }
  expect(decayed.objective(inputs, labels, count)).toBeCloseTo(loss + penalty, 13);
});

test.each([
  ['softmax', softmaxCrossEntropy(), 3],
  ['softmax over entries', softmaxCrossEntropy('meanOverEntries'), 3],
  ['logistic', binaryCrossEntropy, 1],
] as const)('%s: gradients per example average to those of the batch', (_, loss, units) => {
  const network = sampleNetwork({ activation: tanh, loss, units, hidden: [5, 4] });
  const { inputs, labels, count } = sampleBatch(Math.max(2, units), 7);
  const examples = differentiateExamples(network, inputs, labels, count);
  network.differentiate(inputs, labels, count);
  for (const [index, { layer, kernel, bias }] of examples.entries()) {
    for (const [part, values] of [kernel, bias].entries()) {
      const { name, gradient } = network.parameters[2 * index + part] ?? {};
      expect(name).toBe(`${layer}/${part === 0 ? 'kernel' : 'bias'}`);
      const size = gradient?.length ?? 0;
      expect(values).toHaveLength(count * size);
      for (let p = 0; p < size; p += 1) {
        let sum = 0;
        for (let example = 0; example < count; example += 1) sum += values[example * size + p] ?? 0;
        expect(sum / count).toBeCloseTo(gradient?.[p] ?? Number.NaN, 14);
      }
    }
  }
});

test('the gradient of an example is that of a batch of one', () => {
  const network = sampleNetwork({
    activation: relu,
    loss: softmaxCrossEntropy(),
    units: 3,
    hidden: [5],
  });
  const { inputs, labels, count } = sampleBatch(3, 6);
  const [fc1] = differentiateExamples(network, inputs, labels, count);
  for (let example = 0; example < count; example += 1) {
    const alone = inputs.slice(3 * example, 3 * example + 3);
    network.differentiate(alone, labels.slice(example, example + 1), 1);
    for (const [p, value] of (network.parameters[0]?.gradient ?? []).entries()) {
      expect(fc1?.kernel[example * 15 + p]).toBeCloseTo(value, 14);
    }
  }
});

test('a dropout mask scales activations on the way up and deltas on the way down', () => {
  const settings = { activation: tanh, loss: softmaxCrossEntropy(), units: 3, hidden: [4] };
  const { inputs, labels, count } = sampleBatch(3, 2);
  const dropped = sampleNetwork(settings);
  const [layer] = dropped.layers;
  if (layer === undefined) throw new Error('No layer');
  // Units 0 and 2 stay, doubled: a network whose logits layer has those rows doubled, others 0.
  layer.dropoutMask = Float64Array.of(2, 0, 2, 0, 2, 0, 2, 0);
  const pruned = sampleNetwork(settings);
  const kernel = pruned.readWeight('logits/kernel');
  pruned.writeWeight(
    'logits/kernel',
    kernel.map((value, p) => (Math.floor(p / 3) % 2 === 0 ? 2 * value : 0)),
  );
  const loss = dropped.differentiate(inputs, labels, count);
  expect(loss).toBeCloseTo(pruned.differentiate(inputs, labels, count), 14);
  for (const index of [0, 1, 3]) {
    for (const [p, value] of (pruned.parameters[index]?.gradient ?? []).entries()) {
      expect(dropped.parameters[index]?.gradient[p]).toBeCloseTo(value, 14);
    }
  }
  layer.dropoutMask = undefined;
  expect(dropped.forward(inputs, count)).toEqual(sampleNetwork(settings).forward(inputs, count));
});

test('a smaller batch behind a larger one sees nothing of it', () => {
  const settings = { activation: tanh, loss: softmaxCrossEntropy(), units: 3, hidden: [5] };
  const used = sampleNetwork(settings);
  const fresh = sampleNetwork(settings);
  const large = sampleBatch(3, 20, 2);
  used.differentiate(large.inputs, large.labels, 20);
  const { inputs, labels } = sampleBatch(3, 4);
  expect(used.differentiate(inputs, labels, 4)).toBe(fresh.differentiate(inputs, labels, 4));
  expect(gradientsOf(used)).toEqual(gradientsOf(fresh));
  expect(used.predict(inputs, 4)).toEqual(fresh.predict(inputs, 4));
  expect(used.measure(inputs, labels, 4)).toEqual(fresh.measure(inputs, labels, 4));
});

test('weights are copied in and out, under names and lengths that must fit', () => {
  const network = paperNetwork();
  network.readWeight('fc1/bias').fill(9);
  expect([...network.readWeight('fc1/bias')]).toEqual([0, 0.5]);
  network.writeWeight('fc1/bias', Float32Array.of(0.5, 1));
  expect([...network.readWeight('fc1/bias')]).toEqual([0.5, 1]);
  expect(() => network.writeWeight('fc1/bias', Float64Array.of(1))).toThrow('has 2 values, not 1');
  expect(() => network.readWeight('fc9/bias')).toThrow('No weight named fc9/bias');
});
