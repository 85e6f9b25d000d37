import { CompiledEngine } from '../../src/engine/compiled/compiled-engine';
import { eagerEngine } from '../../src/engine/eager-engine';
import { referenceEngine } from '../../src/engine/reference-engine';
import { testAgainstPython } from '../ask-python';
import { createTask, surfaces } from '../engine/small-tasks';
import { largestDifference, trainIn, trainInKeras } from '../engine/train-in-keras';

const compiledEngine = new CompiledEngine();

const steps = 50;

testAgainstPython('Keras trains and evaluates the same with losses of numbers', () => {
  const losses = [
    { loss: 'meanSquaredError', inKeras: 'MeanSquaredError()' },
    { loss: { type: 'huber', delta: 0.4 }, inKeras: 'Huber(delta=0.4)' },
  ];
  const cases = losses.flatMap(({ loss, inKeras }) =>
    [1, 3].map((targetCount) => {
      const model = { type: 'mlp', hidden: [9], activation: 'tanh' };
      const optimizer = { type: 'sgd', learningRate: 0.1 };
      const data = surfaces(4, targetCount);
      const task = createTask(data, { model, loss, optimizer, batchSize: 20, steps });
      const call = `keras.losses.${inKeras}(targets, logits)`;
      return { task, activation: 'keras.activations.tanh(z)', loss: call };
    }),
  );
  const theirs = trainInKeras(cases, steps);
  for (const [index, { task }] of cases.entries()) {
    const trained = theirs[index];
    if (trained === undefined) throw new Error('Keras did not train all');
    for (const engine of [compiledEngine, eagerEngine, referenceEngine]) {
      expect(largestDifference(trainIn(engine, task, steps), trained)).toBeLessThan(1e-5);
    }
    expect(trained.losses.at(-1)).toBeLessThan(trained.losses[0] ?? 0);
  }
});
