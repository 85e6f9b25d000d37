import { CompiledEngine } from '../../src/engine/compiled/compiled-engine';
import { eagerEngine } from '../../src/engine/eager-engine';
import { referenceEngine } from '../../src/engine/reference-engine';
import { testAgainstPython } from '../ask-python';
import { blobs, createTask } from '../engine/small-tasks';
import { largestDifference, trainIn, trainInKeras } from '../engine/train-in-keras';
import { activationSamples } from './activation-samples';

const compiledEngine = new CompiledEngine();

const steps = 50;
const data = blobs([6], 3);

/** How Keras writes an activation of ours. */
function inKeras(sample: Record<string, unknown>): string {
  switch (sample['type']) {
    case 'linear':
      return 'z';
    case 'leakyRelu':
      return `keras.activations.leaky_relu(z, ${sample['alpha']})`;
    case 'gelu':
      return `keras.activations.gelu(z, approximate=${sample['approximate'] ? 'True' : 'False'})`;
    default:
      return `keras.activations.${sample['type']}(z)`;
  }
}

testAgainstPython(
  'Keras trains the same with every activation, from the same weights on the same batches',
  () => {
    const cases = activationSamples.map((activation) => {
      const model = { type: 'mlp', hidden: [9, 7], activation, biasInitializer: 'randomNormal' };
      const optimizer = { type: 'sgd', learningRate: 0.1 };
      const task = createTask(data, { model, optimizer, batchSize: 20, steps });
      const loss = 'keras.losses.CategoricalCrossentropy(from_logits=True)(one_hot, logits)';
      return { task, activation: inKeras(activation), loss };
    });
    const theirs = trainInKeras(cases, steps);
    const differences = cases.flatMap(({ task, activation }, index) =>
      [compiledEngine, eagerEngine, referenceEngine].map((engine) => {
        const trained = theirs[index];
        if (trained === undefined) throw new Error(`Keras did not train ${activation}`);
        const difference = largestDifference(trainIn(engine, task, steps), trained);
        return { activation, engine: engine.name, isSmall: difference < 1e-5, difference };
      }),
    );
    expect(differences.filter(({ isSmall }) => !isSmall)).toEqual([]);
    expect(theirs.every(({ losses: [first = 0, ...rest] }) => (rest.at(-1) ?? 9) < first)).toBe(
      true,
    );
  },
);
