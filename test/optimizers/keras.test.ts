import { gatherInputs, gatherLabels } from '../../src/datasets/batches/gather-batch';
import { CompiledEngine } from '../../src/engine/compiled/compiled-engine';
import { eagerEngine } from '../../src/engine/eager-engine';
import type { Engine, NamedTensors } from '../../src/engine/engine';
import { referenceEngine } from '../../src/engine/reference-engine';
import { askPython, testAgainstPython } from '../ask-python';
import { blobs, createTask } from '../engine/small-tasks';

const compiledEngine = new CompiledEngine();

/*
 * Optimizers and clipping against Keras, from the same weights on the same batches. Not Adagrad,
 * whose epsilon Keras has inside of the root.
 */

const steps = 50;
const data = blobs([4], 3);
const engines: readonly Engine[] = [compiledEngine, eagerEngine, referenceEngine];

/** Settings of ours, and what makes the same in Keras. */
const cases: readonly [optimizer: Readonly<Record<string, unknown>>, keras: string][] = [
  [{ type: 'sgd', learningRate: 0.1 }, 'SGD(0.1)'],
  [{ type: 'sgd', learningRate: 0.1, clipNorm: 0.05 }, 'SGD(0.1, global_clipnorm=0.05)'],
  [{ type: 'sgd', learningRate: 0.1, clipValue: 0.01 }, 'SGD(0.1, clipvalue=0.01)'],
  [
    { type: 'momentum', learningRate: 0.05, momentum: 0.8, nesterov: true },
    'SGD(0.05, momentum=0.8, nesterov=True)',
  ],
  [{ type: 'adam', learningRate: 0.01, epsilon: 1e-3 }, 'Adam(0.01, epsilon=1e-3)'],
  [
    { type: 'adam', learningRate: 0.01, epsilon: 1e-3, clipNorm: 0.02 },
    'Adam(0.01, epsilon=1e-3, global_clipnorm=0.02)',
  ],
  [
    { type: 'adamw', learningRate: 0.01, epsilon: 1e-3, weightDecay: 0.3 },
    'AdamW(0.01, epsilon=1e-3, weight_decay=0.3)',
  ],
  [{ type: 'adamax', learningRate: 0.01, epsilon: 1e-3 }, 'Adamax(0.01, epsilon=1e-3)'],
  // Keras raises the momentum by 0.96^t.
  [
    { type: 'nadam', learningRate: 0.01, epsilon: 1e-3, momentumDecay: 1 },
    'Nadam(0.01, epsilon=1e-3)',
  ],
  [
    { type: 'rmsprop', learningRate: 0.01, epsilon: 1e-3, momentum: 0.5 },
    'RMSprop(0.01, epsilon=1e-3, momentum=0.5)',
  ],
  [
    { type: 'adadelta', learningRate: 1, epsilon: 1e-3, decay: 0.9 },
    'Adadelta(1.0, epsilon=1e-3, rho=0.9)',
  ],
  [{ type: 'lion', learningRate: 0.001, weightDecay: 0.3 }, 'Lion(0.001, weight_decay=0.3)'],
];

/** Trains two tanh layers and the logits layer; prints the weights by name. */
const program = `
import os
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
import keras, numpy as np, tensorflow as tf

def train(case):
    weights = {name: tf.Variable(np.array(w["values"], np.float32).reshape(w["shape"]), name=name.replace("/", "_"))
               for name, w in case["weights"].items()}
    variables = list(weights.values())
    optimizer = eval("keras.optimizers." + case["keras"])
    if optimizer.weight_decay:
        optimizer.exclude_from_weight_decay(var_names=["bias"])
    optimizer.build(variables)
    for batch in data["batches"]:
        with tf.GradientTape() as tape:
            h = np.array(batch["inputs"], np.float32).reshape(-1, 4)
            for layer in ("fc1", "fc2"):
                h = tf.tanh(h @ weights[layer + "/kernel"] + weights[layer + "/bias"])
            logits = h @ weights["logits/kernel"] + weights["logits/bias"]
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(batch["labels"], logits))
        optimizer.apply(tape.gradient(loss, variables), variables)
    return {name: w.numpy().ravel().tolist() for name, w in weights.items()}

answer = [train(case) for case in data["cases"]]
`;

function taskWith(optimizer: Readonly<Record<string, unknown>>) {
  const model = { type: 'mlp', hidden: [6, 5], activation: 'tanh' };
  return createTask(data, { model, optimizer, batchSize: 16, steps });
}

function weightsOf(state: NamedTensors): NamedTensors {
  return Object.fromEntries(Object.entries(state).filter(([name]) => /^(fc|logits)/.test(name)));
}

testAgainstPython('Keras walks the same way, from the same weights on the same batches', () => {
  const start = (optimizer: Readonly<Record<string, unknown>>) => {
    const session = eagerEngine.open(taskWith(optimizer));
    const entries = Object.entries(weightsOf(session.readState()));
    session.dispose();
    return Object.fromEntries(
      entries.map(([name, { shape, values }]) => [name, { shape, values: [...values] }]),
    );
  };
  const task = taskWith({ type: 'sgd' });
  const batches = Array.from({ length: steps }, (_, index) => {
    const indices = task.batchIndices(index + 1);
    return {
      inputs: [...gatherInputs(data, 'train', indices)],
      labels: [...gatherLabels(data, 'train', indices)],
    };
  });
  const expected = askPython(program, {
    batches,
    cases: cases.map(([optimizer, keras]) => ({ keras, weights: start(optimizer) })),
  }) as Record<string, number[]>[];
  for (const [index, [optimizer]] of cases.entries()) {
    for (const engine of engines) {
      const session = engine.open(taskWith(optimizer));
      session.train(1, steps);
      const actual = weightsOf(session.readState());
      session.dispose();
      const difference = Math.max(
        ...Object.entries(expected[index] ?? {}).flatMap(([name, values]) =>
          values.map((value, p) => Math.abs(value - (actual[name]?.values[p] ?? Number.NaN))),
        ),
      );
      expect({ optimizer, engine: engine.name, isNear: difference < 2e-5, difference }).toEqual({
        optimizer,
        engine: engine.name,
        isNear: true,
        difference,
      });
    }
  }
});
