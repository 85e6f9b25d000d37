import { digitNames } from '../../../src/datasets/images/class-names';
import { buildNetwork } from '../../../src/model/network';
import { optimizerSchema, optimizers } from '../../../src/optimizers/registry';
import { countSlots, estimateMemory } from '../../../src/plan/network/run-memory';
import type { RunSettings } from '../../../src/plan/run-config';
import { createUpdateRule } from '../../../src/reference/optimizers/create-update-rule';
import { settingsSchema } from '../../../src/spec/experiment-schema';
import { countValues } from '../../../src/util/count-values';
import { linesOf, specWith } from '../../spec/format-problems';
import { type PlanningOptions, planText } from '../plan-samples';

const gigabyte = 1e9;

function problemsOf(lines: readonly string[], machine?: PlanningOptions['machine']): string[] {
  const planning = planText(specWith(...lines), machine === undefined ? {} : { machine });
  return linesOf(planning.ok ? [] : planning.problems);
}

function warningsOf(lines: readonly string[], machine?: PlanningOptions['machine']): string[] {
  const planning = planText(specWith(...lines), machine === undefined ? {} : { machine });
  if (!planning.ok) throw new Error(linesOf(planning.problems).join('\n'));
  return linesOf(planning.warnings);
}

describe('estimateMemory', () => {
  const facts = {
    inputShape: [28, 28, 1],
    classCount: 10,
    classNames: digitNames,
    trainCount: 1000,
    validationCount: 0,
    testCount: 100,
  };
  const estimate = (settings: Record<string, unknown>) => {
    const parsed = settingsSchema.parse({
      dataset: 'mnist',
      optimizer: 'sgd',
      steps: 1,
      ...settings,
    });
    return estimateMemory(parsed as unknown as RunSettings, facts);
  };

  test.each([
    [{ type: 'mlp', hidden: [30, 20] }],
    [{ type: 'cnn', filters: [3, 4], denseUnits: 9 }],
    [
      {
        type: 'layers',
        layers: [
          { type: 'conv2d', filters: 3, kernelSize: 3, strides: 2, padding: 'valid' },
          { type: 'flatten' },
          { type: 'dropout', rate: 0.2 },
          { type: 'dense', units: 7 },
        ],
      },
    ],
  ])('counts the weights that the network has: %j', (model) => {
    const { model: spec } = settingsSchema.parse({ dataset: 'mnist', model, optimizer: 'sgd' });
    const options = { model: spec, inputShape: facts.inputShape, logitCount: 10, seed: 0 };
    const network = buildNetwork(options);
    const kernels = network.model.weights.filter((weight) => weight.shape.length > 1);
    const { layers, parameterCount } = estimate({ model });
    expect(layers.map(({ name, kernelShape }) => [`${name}/kernel`, kernelShape])).toEqual(
      kernels.map(({ originalName, shape }) => [originalName, shape]),
    );
    expect(parameterCount).toBe(network.model.countParams());
    network.model.dispose();
  });

  test.each([...Object.keys(optimizers), { type: 'rmsprop', centered: true }])(
    'knows what %j keeps of each weight',
    (optimizer) => {
      const settings = optimizerSchema.parse(optimizer);
      const { slots } = createUpdateRule(settings).attach(1);
      expect(countSlots(settings)).toBe(Object.keys(slots).length);
    },
  );

  test('knows weights that have no gradient', () => {
    const layers = [{ type: 'dense', units: 500 }, 'batchNorm', 'layerNorm'];
    const model = { type: 'layers', layers };
    const trained = 784 * 500 + 500 + 2 * 500 + 2 * 500 + 500 * 10 + 10;
    const averages = 2 * 500;
    const { parameterCount, stateBytes, checkpointBytes } = estimate({ model, optimizer: 'adam' });
    expect(parameterCount).toBe(trained + averages);
    expect(stateBytes).toBe(4 * (4 * trained + averages));
    expect(checkpointBytes).toBe(4 * (3 * trained + averages));
  });

  test('counts weights, gradients, state, and the examples of a batch', () => {
    const model = { type: 'mlp', hidden: [500] };
    const parameters = 784 * 500 + 500 + 500 * 10 + 10;
    expect(estimate({ model, batchSize: 400 })).toMatchObject({
      stateBytes: 4 * 2 * parameters,
      activationBytes: 4 * 400 * (784 + countValues([784]) + 500 + 10),
    });
    expect(estimate({ model, optimizer: 'adam' }).stateBytes).toBe(4 * 4 * parameters);
    expect(estimate({ model, optimizer: 'adam', engine: 'reference' }).stateBytes).toBe(
      8 * 4 * parameters,
    );
    // Small batches: an evaluation takes 250 examples through the widest pair of layers.
    expect(estimate({ model, batchSize: 1 }).activationBytes).toBe(4 * 250 * (784 + 784));
  });
});

describe('a layer that no tensor can hold', () => {
  test('is refused on every machine, at its place', () => {
    expect(problemsOf(['model: { type: mlp, hidden: [100000, 100000] }'])).toEqual([
      '3:38 the layer "fc2" has 100,000 x 100,000 weights, which take 40 GB: one tensor can\'t take more than 2.1 GB (Make "fc2" narrower, or what comes before it.)',
    ]);
  });

  test('is found behind convolutions and in explicit layers', () => {
    expect(problemsOf(['dataset: mnist', 'model: { type: cnn, filters: [100000] }'])).toEqual([
      expect.stringContaining('the layer "fc1" has 19,600,000 x 1,024 weights'),
    ]);
    const layers = '[{ type: dense, units: 30000 }, { type: dense, units: 30000 }]';
    expect(problemsOf([`model: { type: layers, layers: ${layers} }`])).toEqual([
      expect.stringMatching(/^3:64 the layer "fc2" has 30,000 x 30,000 weights/),
    ]);
  });
});

test('a checkpoint that could not be read again is warned of', () => {
  const model = 'model: { type: mlp, hidden: [15000, 15000] }';
  expect(warningsOf([model, 'optimizer: sgd'])).toEqual([]);
  expect(warningsOf([model, 'optimizer: adam'])).toEqual([
    '3:37 a checkpoint takes 2.8 GB, and at most 2.1 GB can be read: a run that is interrupted begins anew (Make "fc2" narrower, or what comes before it.)',
  ]);
});

describe('a run beyond the memory of the machine', () => {
  const model = 'model: { type: mlp, hidden: [10000, 10000] }';

  test('is refused with what it takes, what takes most of it, and what there is', () => {
    const machine = { memoryBytes: gigabyte, jobs: 2, cpuFeatures: [] };
    expect(problemsOf([model, 'optimizer: adam'], machine)).toEqual([
      expect.stringContaining(
        'a run takes at least 1.7 GB of memory (107,960,010 parameters, 100,010,000 of them in "fc2"; 1.7 GB with gradients and the state of adam; 20 MB for what layers make of batches of 50), but this machine has 1.0 GB (Make "fc2" narrower, or what comes before it.)',
      ),
    ]);
    expect(problemsOf([model, 'optimizer: sgd'], machine)).toEqual([]);
  });

  test('is blamed on its batches where those take most', () => {
    const machine = { memoryBytes: gigabyte, jobs: 1, cpuFeatures: [] };
    const lines = ['dataset: mnist', 'model: cnn', 'batchSize: full'];
    expect(problemsOf(lines, machine)).toEqual([
      expect.stringMatching(/^\d+:12 a run takes at least \d+ GB .* \(Make the batches smaller, /),
    ]);
  });

  test('is warned of where it may not fit at its peak, or beside others', () => {
    const three = [model, 'optimizer: sgd', 'seeds: 3'];
    expect(warningsOf(three, { memoryBytes: 4 * gigabyte, jobs: 8, cpuFeatures: [] })).toEqual([
      expect.stringMatching(
        /^3:37 3 runs at once may take 8\.0 GB of memory \(each: .*\), but this machine has 4\.0 GB \(Run fewer at once: `--jobs 1`\.\)$/,
      ),
    ]);
    expect(warningsOf(three, { memoryBytes: 4 * gigabyte, jobs: 1, cpuFeatures: [] })).toEqual([]);
    expect(warningsOf(three, { memoryBytes: 2 * gigabyte, jobs: 1, cpuFeatures: [] })).toEqual([
      expect.stringMatching(/^3:37 a run may take 2\.\d GB .* \(Make "fc2" narrower/),
    ]);
    expect(warningsOf(three, { memoryBytes: 16 * gigabyte, jobs: 8, cpuFeatures: [] })).toEqual([]);
  });
});
