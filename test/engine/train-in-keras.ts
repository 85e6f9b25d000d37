import { gatherInputs, gatherLabels } from '../../src/datasets/batches/gather-batch';
import { CompiledEngine } from '../../src/engine/compiled/compiled-engine';
import type { Engine, TrainingTask } from '../../src/engine/engine';
import { askPython } from '../ask-python';

const compiledEngine = new CompiledEngine();

/** A dense network with the functions that it is trained with, as Keras calls them. */
export interface KerasCase {
  readonly task: TrainingTask;
  /** Of a tensor `z`: `keras.activations.silu(z)`. */
  readonly activation: string;
  /** Mean loss of `logits` and `one_hot` labels, or `targets` where numbers are predicted. */
  readonly loss: string;
}

/** What became of a network. */
export interface Trained {
  /** One per step. */
  readonly losses: readonly number[];
  /** Mean loss of the test split after the last step. */
  readonly testLoss: number;
  readonly weights: Readonly<Record<string, readonly number[]>>;
}

/** Plain gradient descent in float64, layer by layer: kernel and bias in turn. */
const program = `
import keras
import numpy as np
import tensorflow as tf

keras.config.set_floatx("float64")

def train(case):
    names = list(case["weights"])
    weights = [
        tf.Variable(np.array(weight["values"], np.float64).reshape(weight["shape"]))
        for weight in case["weights"].values()
    ]

    def mean_loss(batch):
        z = tf.constant(batch["inputs"], tf.float64, [batch["count"], weights[0].shape[0]])
        for at in range(0, len(weights), 2):
            if at > 0:
                z = eval(case["activation"], {"keras": keras, "z": z})
            z = z @ weights[at] + weights[at + 1]
        if case["hasClasses"]:
            labels = {"one_hot": tf.one_hot(batch["labels"], z.shape[1], dtype=tf.float64)}
        else:
            labels = {"targets": tf.constant(batch["labels"], tf.float64, z.shape)}
        return eval(case["loss"], {"keras": keras, "logits": z, **labels})

    losses = []
    for batch in case["batches"]:
        with tf.GradientTape() as tape:
            loss = mean_loss(batch)
        for weight, gradient in zip(weights, tape.gradient(loss, weights)):
            weight.assign_sub(case["learningRate"] * gradient)
        losses.append(float(loss))
    return {
        "losses": losses,
        "testLoss": float(mean_loss(case["test"])),
        "weights": {name: weight.numpy().ravel().tolist() for name, weight in zip(names, weights)},
    }

answer = [train(case) for case in data]
`;

/** Trains dense networks in Keras, with the weights that ours start with, on the same batches. */
export function trainInKeras(cases: readonly KerasCase[], steps: number): readonly Trained[] {
  return askPython(
    program,
    cases.map(({ task, activation, loss }) => {
      const { dataset } = task;
      const session = compiledEngine.open(task);
      const state = session.readState();
      session.dispose();
      const batch = (split: 'train' | 'test', indices: Int32Array) => ({
        count: indices.length,
        inputs: [...gatherInputs(dataset, split, indices)],
        labels: [...gatherLabels(dataset, split, indices)],
      });
      const weights = Object.entries(state).map(([name, { shape, values }]) => {
        return [name, { shape, values: [...values] }] as const;
      });
      return {
        activation,
        loss,
        hasClasses: dataset.targets === undefined,
        learningRate: task.learningRate(1),
        // Kernel before bias.
        weights: Object.fromEntries(weights.toSorted(([a], [b]) => inOrder(a) - inOrder(b))),
        batches: Array.from({ length: steps }, (_, index) =>
          batch('train', task.batchIndices(index + 1)),
        ),
        test: batch(
          'test',
          Int32Array.from({ length: dataset.test.count }, (_, index) => index),
        ),
      };
    }),
  ) as readonly Trained[];

  /** Layers in the order of their numbers, the logits behind them, and kernels before biases. */
  function inOrder(name: string): number {
    const layer = Number(/\d+/.exec(name)?.[0] ?? 99);
    return 2 * layer + (name.endsWith('bias') ? 1 : 0);
  }
}

/** Trains a network in one of our engines. */
export function trainIn(engine: Engine, task: TrainingTask, steps: number): Trained {
  const session = engine.open(task);
  const losses = [...session.train(1, steps)];
  const testLoss = session.evaluate('test').loss;
  const weights = Object.fromEntries(
    Object.entries(session.readState()).map(([name, { values }]) => [name, [...values]]),
  );
  session.dispose();
  return { losses, testLoss, weights };
}

/** The largest difference of losses and weights; what optimizers keep is left out. */
export function largestDifference(actual: Trained, expected: Trained): number {
  const flatten = ({ losses, testLoss, weights }: Trained): number[] => [
    ...losses,
    testLoss,
    ...Object.keys(expected.weights).flatMap((name) => weights[name] ?? []),
  ];
  const all = flatten(actual);
  const others = flatten(expected);
  if (all.length !== others.length) return Number.POSITIVE_INFINITY;
  return Math.max(...all.map((value, at) => Math.abs(value - (others[at] ?? Number.NaN))));
}
