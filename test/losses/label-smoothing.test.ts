import { CompiledEngine } from '../../src/engine/compiled/compiled-engine';
import { eagerEngine } from '../../src/engine/eager-engine';
import { referenceEngine } from '../../src/engine/reference-engine';
import { lossSchema } from '../../src/losses/registry';
import { testAgainstPython } from '../ask-python';
import { blobs, createTask } from '../engine/small-tasks';
import { largestDifference, trainIn, trainInKeras } from '../engine/train-in-keras';

const compiledEngine = new CompiledEngine();

const steps = 50;
const data = blobs([6], 3);

testAgainstPython('Keras trains and evaluates the same with smoothed labels', () => {
  const cases = [0, 0.1, 0.7].map((labelSmoothing) => {
    const loss = { type: 'softmaxCrossEntropy', labelSmoothing };
    const model = { type: 'mlp', hidden: [9], activation: 'tanh' };
    const optimizer = { type: 'sgd', learningRate: 0.1 };
    const task = createTask(data, { model, loss, optimizer, batchSize: 20, steps });
    const options = `from_logits=True, label_smoothing=${labelSmoothing}`;
    const inKeras = `keras.losses.CategoricalCrossentropy(${options})(one_hot, logits)`;
    return { task, activation: 'keras.activations.tanh(z)', loss: inKeras };
  });
  const theirs = trainInKeras(cases, steps);
  for (const [index, { task }] of cases.entries()) {
    const trained = theirs[index];
    if (trained === undefined) throw new Error('Keras did not train all');
    for (const engine of [compiledEngine, eagerEngine, referenceEngine]) {
      expect(largestDifference(trainIn(engine, task, steps), trained)).toBeLessThan(1e-5);
    }
  }
});

test('labels that nobody smooths leave no trace in the settings', () => {
  const settings = lossSchema.parse('softmaxCrossEntropy');
  expect(Object.keys(settings)).toEqual(['type', 'reduction']);
});
