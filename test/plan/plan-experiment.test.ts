import type { ExperimentPlan } from '../../src/plan/plan-experiment';
import { linesOf, specWith } from '../spec/format-problems';
import { type PlanningOptions, planText } from './plan-samples';

function plan(text: string, options?: PlanningOptions): ExperimentPlan {
  const planning = planText(text, options);
  if (!planning.ok) throw new Error(linesOf(planning.problems).join('\n'));
  return planning.plan;
}

function explain(text: string, options?: PlanningOptions): string[] {
  const planning = planText(text, options);
  return linesOf(planning.ok ? [] : planning.problems);
}

const idsOf = ({ runs }: ExperimentPlan): string[] => runs.map(({ runId }) => runId);

describe('expansion', () => {
  test('every value of every axis with every other, and every seed', () => {
    const { runs, seeds } = plan(
      specWith(
        'grid: { optimizer: [{ type: adam, learningRate: 1e-4 }, sgd], model.dropout: [0, 0.5] }',
        'seeds: 2',
      ),
    );
    expect(seeds).toEqual([0, 1]);
    expect(runs.map(({ runId }) => runId)).toEqual([
      'adam-lr1e-4_dropout0-s0',
      'adam-lr1e-4_dropout0-s1',
      'adam-lr1e-4_dropout0.5-s0',
      'adam-lr1e-4_dropout0.5-s1',
      'sgd_dropout0-s0',
      'sgd_dropout0-s1',
      'sgd_dropout0.5-s0',
      'sgd_dropout0.5-s1',
    ]);
    expect(runs[3]).toMatchObject({
      trial: 'adam-lr1e-4_dropout0.5',
      seed: 1,
      axisValues: { optimizer: { type: 'adam', learningRate: 1e-4 }, 'model.dropout': 0.5 },
      settings: { optimizer: { type: 'adam', learningRate: 1e-4 }, model: { dropout: 0.5 } },
    });
  });

  test('without axes there is one trial', () => {
    expect(idsOf(plan(specWith('seeds: [7]')))).toEqual(['base-s7']);
  });

  test('zipped axes advance together, beside the grid', () => {
    const text = specWith(
      'zip: { batchSize: [10, 20], optimizer.learningRate: [0.1, 0.2] }',
      'grid: { model.activation: [relu, tanh] }',
    );
    expect(idsOf(plan(text))).toEqual([
      'relu_batch10_lr0.1-s0',
      'relu_batch20_lr0.2-s0',
      'tanh_batch10_lr0.1-s0',
      'tanh_batch20_lr0.2-s0',
    ]);
  });

  test('excluded combinations are left out; a mapping stands for all that have its keys', () => {
    const grid =
      'grid: { optimizer: [{ type: adam, learningRate: 1 }, { type: adam, learningRate: 2 }, sgd], batchSize: [1, 2] }';
    const ids = idsOf(
      plan(specWith(grid, 'exclude: [{ optimizer: { type: adam }, batchSize: 2 }]')),
    );
    expect(ids).toEqual([
      'adam-lr1_batch1-s0',
      'adam-lr2_batch1-s0',
      'sgd_batch1-s0',
      'sgd_batch2-s0',
    ]);
  });

  test('an axis below another refines it, whichever is written first', () => {
    for (const axes of [
      'optimizer: [sgd, adam], optimizer.learningRate: [0.1, 0.2]',
      'optimizer.learningRate: [0.1, 0.2], optimizer: [sgd, adam]',
    ]) {
      const optimizers = plan(specWith(`grid: { ${axes} }`)).runs.map(({ settings }) => {
        const { type, learningRate } = settings.optimizer;
        return `${type} ${learningRate}`;
      });
      expect(optimizers.sort()).toEqual(['adam 0.1', 'adam 0.2', 'sgd 0.1', 'sgd 0.2']);
    }
  });

  test('an axis states its setting, whole or in part', () => {
    const text = specWith('grid: { model.type: [cnn, mlp], optimizer: [sgd, adam] }')
      .replace('model: mlp\n', '')
      .replace('optimizer: adam\n', '');
    expect(plan(text).runs.map(({ settings }) => settings.model.type)).toEqual([
      'cnn',
      'cnn',
      'mlp',
      'mlp',
    ]);
  });
});

describe('what trials are chosen by', () => {
  const withoutValidation = 'dataset: { name: moons, validation: 0 }';
  const metricOf = (...lines: string[]) => plan(specWith(...lines)).metric;

  test.each([
    [[], 'validation/accuracy', 'maximize'],
    [['dataset: moons'], 'validation/accuracy', 'maximize'],
    [[withoutValidation], 'test/accuracy', 'maximize'],
    [['evaluate: [test]'], 'test/accuracy', 'maximize'],
    [['evaluate: [validation]'], 'validation/accuracy', 'maximize'],
    [['metric: { name: test/accuracy }'], 'test/accuracy', 'maximize'],
    [['metric: { name: test/loss }'], 'test/loss', 'minimize'],
    [['metric: { goal: minimize }'], 'validation/loss', 'minimize'],
    [['metric: { goal: minimize }', withoutValidation], 'test/loss', 'minimize'],
  ])('%j: %s', (lines, name, goal) => {
    expect(metricOf(...lines)).toEqual({ name, goal });
  });

  test('validation only where every trial has it', () => {
    const grid = 'grid: { dataset.validation: [0, 100] }';
    expect(metricOf('dataset: moons', grid).name).toBe('test/accuracy');
  });

  test('early stopping looks at validation data where the run has some', () => {
    const stoppingOf = (...lines: string[]) =>
      plan(specWith('earlyStopping: { patience: 2 }', ...lines)).runs[0]?.settings.earlyStopping
        ?.metric;
    expect(stoppingOf('dataset: moons')).toBe('validation/loss');
    expect(stoppingOf(withoutValidation)).toBe('test/loss');
    expect(stoppingOf('evaluate: [test]')).toBe('test/loss');
  });

  test('a goal that ranks the worst first is warned of', () => {
    const planning = planText(specWith('metric: { name: test/loss, goal: maximize }'));
    expect(planning.ok && linesOf(planning.warnings)).toEqual([
      '6:34 `metric` says maximize test/loss: the worst trial ranks first (Leave out `goal` for minimize.)',
    ]);
  });
});

describe('resolution', () => {
  const settingsOf = (...lines: string[]) => plan(specWith(...lines)).runs[0]?.settings;

  test('epochs become steps, the last batch of each being what is left', () => {
    const withoutSteps = specWith('batchSize: 64', 'epochs: 15').replace('steps: 10\n', '');
    // 55,000 examples in batches of 64: 859.4 batches.
    expect(plan(withoutSteps).runs[0]?.settings).toMatchObject({
      steps: 15 * 860,
      stepsPerEpoch: 860,
      batchSize: 64,
    });
  });

  test('the full batch is the training data', () => {
    expect(settingsOf('dataset: moons', 'batchSize: full')).toMatchObject({
      batchSize: 200,
      stepsPerEpoch: 1,
    });
  });

  test('intervals are steps', () => {
    expect(settingsOf('steps: 5500', 'logEvery: epoch', 'evaluateEvery: 1100')).toMatchObject({
      logEvery: 1100,
      evaluateEvery: 1100,
      checkpointEvery: 1100,
    });
    expect(settingsOf('steps: 1000', 'checkpointEvery: 7')).toMatchObject({
      logEvery: 20,
      evaluateEvery: 200,
      checkpointEvery: 7,
    });
    expect(settingsOf('steps: 1')).toMatchObject({ logEvery: 1, evaluateEvery: 1 });
  });

  test('the engine can be chosen from outside', () => {
    expect(plan(specWith(), { engine: 'eager' }).runs[0]?.settings.engine).toBe('eager');
  });

  test('threads are settings of the runs, and part of their hash where they are not the default', () => {
    const [usual] = plan(specWith()).runs;
    expect(plan(specWith('threads: 2')).runs[0]?.configHash).toBe(usual?.configHash);
    expect(plan(specWith('threads: 8'), { threads: 2 }).runs[0]?.configHash).toBe(
      usual?.configHash,
    );
    const [more] = plan(specWith('threads: 8')).runs;
    expect(more?.settings.threads).toBe(8);
    expect(more?.configHash).not.toBe(usual?.configHash);
    const [, eight] = plan(specWith('grid: { threads: [1, 8] }')).runs;
    expect(eight).toMatchObject({ trial: 'threads8', configHash: more?.configHash });
  });

  test('the data set of a list is the one that was chosen', () => {
    expect(settingsOf('dataset: [circles, mnist]')?.dataset.name).toBe('circles');
  });
});

describe('problems', () => {
  const grid = (axes: string, ...lines: string[]) => specWith(`grid: ${axes}`, ...lines);

  test.each([
    // Axes.
    [
      grid('{ batchSize: [] }'),
      '6:9 the axis `batchSize` has no values (Give it some, or leave it out.)',
    ],
    [
      grid('{ batchSize: [1, 1.0] }'),
      '6:24 the axis `batchSize` has the value 1 twice (Keep one of them.)',
    ],
    [
      grid('{ optimizer.learningrate: [1] }'),
      '6:9 the axis `optimizer.learningrate` names no setting (Did you mean `optimizer.learningRate`?)',
    ],
    [
      grid('{ model.layers.0.unts: [1] }'),
      '6:9 the axis `model.layers.0.unts` names no setting (Did you mean `model.layers.0.units`?)',
    ],
    [
      grid('{ batchSize.x: [1] }'),
      '6:9 the axis `batchSize.x` names no setting (There is nothing below `batchSize`.)',
    ],
    [
      grid('{ seeds: [1] }'),
      "6:9 `seeds` can't be an axis: all runs of an experiment share it (Every trial runs with every seed: say `seeds: 3` beside `grid`.)",
    ],
    [grid('{ name: [a] }'), "6:9 `name` can't be an axis: all runs of an experiment share it"],
    [grid('{ batchSize: 1 }'), '6:20 `grid.batchSize` is 1, expected a list (Write a list: [1].)'],
    [
      grid('{ batchSize: [1] }', 'zip: { batchSize: [2] }'),
      '7:8 the axis `batchSize` is in both `grid` and `zip`',
    ],
    [
      specWith('zip: { batchSize: [1, 2], steps: [3] }'),
      '6:1 zipped axes need equally many values, but `batchSize` has 2, `steps` has 1 (They advance together: give each as many, or move one into `grid`.)',
    ],
    // Values of axes.
    [
      grid('{ optimizer: [adam, sdg] }'),
      '6:27 `optimizer` is "sdg", expected sgd, momentum, adam, adamw, nadam, adamax, rmsprop, adagrad, adadelta, lion or a mapping (Did you mean `sgd`?)',
    ],
    [
      grid('{ optimizer.learningRate: [1, -2] }'),
      '6:37 `optimizer.learningRate` is -2, expected more than 0',
    ],
    [
      grid('{ optimizer: [adam, sgd], optimizer.beta1: [0.9] }'),
      '6:33 unknown key `beta1` in `optimizer` where `optimizer` is "sgd" (Only `type: adam`, `type: adamw`, `type: nadam`, `type: adamax` or `type: lion` takes it.)',
    ],
    [
      grid('{ optimizer.type: [adam, sgd] }', 'optimizer: { type: adam, beta2: 0.9 }'),
      '4:26 unknown key `beta2` in `optimizer` where `optimizer.type` is "sgd" (Only `type: adam`, `type: adamw`, `type: nadam`, `type: adamax` or `type: lion` takes it.)',
    ],
    [
      grid('{ model.initializer: [xavier, glorotUniform] }'),
      '6:37 "xavier" and "glorotUniform" of `model.initializer` make the same trial (Keep one of them.)',
    ],
    // Exclusions.
    [
      grid('{ batchSize: [1, 2] }', 'exclude: [{ batchSize: 3 }]'),
      '7:24 the axis `batchSize` has no value 3 (Its values: 1, 2.)',
    ],
    [
      grid('{ batchSize: [1, 2] }', 'exclude: [{ batchsize: 1 }]'),
      '7:13 `exclude` names `batchsize`, which is no axis (Did you mean `batchSize`?)',
    ],
    [
      grid('{ batchSize: [1, 2] }', 'exclude: [{ batchSize: 1 }, { batchSize: 2 }]'),
      '7:1 `exclude` leaves no combination',
    ],
    [
      specWith(
        'zip: { batchSize: [1, 2], steps: [3, 4] }',
        'exclude: [{ batchSize: 1, steps: 4 }]',
      ),
      '7:11 the entry of `exclude` matches no combination',
    ],
    // The number of runs.
    [
      grid('{ batchSize: [1, 2, 3] }', 'seeds: 400'),
      '6:1 there would be 1200 runs, more than the limit of 1000 (If that is meant, say `--limit 1200`.)',
    ],
    [
      specWith('seeds: 1001'),
      '6:1 there would be 1001 runs, more than the limit of 1000 (If that is meant, say `--limit 1001`.)',
    ],
    // Settings that meet the data.
    [
      specWith('batchSize: 60000'),
      '6:12 `batchSize` is 60000, but there are 55000 training examples (Use `batchSize: full` for all of them.)',
    ],
    [
      grid('{ batchSize: [10, 201] }', 'dataset: moons'),
      '6:25 `batchSize` is 201, but there are 200 training examples (Use `batchSize: full` for all of them.)',
    ],
    [
      specWith('loss: binaryCrossEntropy'),
      '6:7 binaryCrossEntropy takes two classes, but the data has 10 (Choose two with `dataset.classes`, or use softmaxCrossEntropy.)',
    ],
    [
      specWith(
        'dataset: { name: moons, validation: 0 }',
        'metric: { name: validation/loss, goal: minimize }',
      ),
      '6:17 the metric is validation/loss, but the data has no validation split (Use a test metric, or keep data for it with `dataset.validation`.)',
    ],
    [
      specWith('schedule: { type: cosine, warmupSteps: 10 }'),
      '6:40 `schedule.warmupSteps` is 10, but the run has 10 steps (Warm up over a part of the run only.)',
    ],
    // Models.
    [
      specWith('dataset: moons', 'model: cnn'),
      '3:8 the cnn needs images, but the data are points (Use `model: { type: mlp }` for points.)',
    ],
    [
      specWith('model: { type: cnn, filters: [1, 1, 1, 1, 1, 1] }'),
      '3:30 6 poolings are too many for images of 28 pixels',
    ],
    [
      specWith('model: { type: layers, layers: [{ type: dense, units: 3 }, { type: maxPool2d }] }'),
      '3:60 maxPool2d needs an image, but gets a flat vector here (Put it before any dense or flatten layer.)',
    ],
    [
      specWith('model: { type: layers, layers: [globalAveragePool2d, maxPool2d] }'),
      '3:54 maxPool2d needs an image, but gets a flat vector here (Put it before the layer globalAveragePool2d.)',
    ],
    [
      specWith(
        'model: { type: layers, layers: [{ type: maxPool2d, poolSize: 7 }, { type: conv2d, filters: 1, kernelSize: 5, padding: valid }] }',
      ),
      '3:67 conv2d has a window of 5, but the image has 4 pixels here (Use `padding: same`, or a smaller window.)',
    ],
    [
      specWith(
        'model: { type: layers, layers: [{ type: dense, units: 3, name: a }, { type: dense, units: 3, name: a }] }',
      ),
      '3:100 the layer name "a" is there twice',
    ],
    [
      specWith(
        'model: { type: layers, layers: [{ type: dense, units: 3 }, { type: dense, units: 3, name: fc1 }] }',
      ),
      '3:91 the layer name "fc1" is that of another layer (Leave the name out: the layer is then called fc2.)',
    ],
    [
      specWith(
        'model: { type: mlp, initializer: identity, hidden: [784, 784], outputInitializer: zeros }',
        'dataset: { name: mnist, range: [0, 1] }',
        'grid: { model.hidden: [[784, 784], [784, 5]] }',
      ),
      '3:34 `identity` fills square matrices, not a matrix of 784 x 5 (`orthogonal` comes nearest of those that fill any shape.)',
    ],
    [
      specWith('model: { type: cnn, initializer: identity, outputInitializer: zeros }'),
      '3:34 `identity` fills square matrices, not a matrix of 3136 x 1024 (`orthogonal` comes nearest of those that fill any shape.)',
    ],
    [
      specWith('model: { type: mlp, biasInitializer: orthogonal }'),
      '3:38 `orthogonal` fills matrices, not biases (Biases usually start at zeros, or at a constant.)',
    ],
    [
      specWith('engine: reference', 'model: cnn'),
      '6:9 the reference engine can\'t train the layer "conv1" (conv2d) (It knows dense layers, each with one dropout behind it at most. Use `engine: compiled` or `engine: eager`.)',
    ],
    [
      specWith(
        'engine: reference',
        'model: { type: layers, layers: [{ type: dense, units: 3 }, { type: activation, name: squash, activation: tanh }] }',
      ),
      '6:9 the reference engine can\'t train the layer "squash" (activation) (It knows dense layers, each with one dropout behind it at most. Use `engine: compiled` or `engine: eager`.)',
    ],
    [
      specWith(
        'engine: reference',
        'model: { type: layers, layers: [{ type: dropout, rate: 0.5 }, { type: dense, units: 3 }] }',
      ),
      '6:9 the reference engine can\'t train the layer "dropout" (dropout) (It knows dense layers, each with one dropout behind it at most. Use `engine: compiled` or `engine: eager`.)',
    ],
  ])('%#', (text, problem) => {
    expect(explain(text)).toEqual([problem]);
  });

  test('values of axes and exclusions are checked together', () => {
    const text = grid('{ optimizer: [adam, sdg] }', 'exclude: [{ optimizer: sgd }]');
    expect(explain(text).map((line) => line.split(',')[0])).toEqual([
      '6:27 `optimizer` is "sdg"',
      '7:24 the axis `optimizer` has no value "sgd" (Its values: "adam"',
    ]);
  });

  test('what is said of trials is checked with what they are', () => {
    const text = grid(
      '{ optimizer: [adam, sgd] }',
      'batchSize: 60000',
      'claims: [mean(test/acc | optimizer=adam) > 0.9]',
      'published: [{ metric: test/accuracy, value: 1, tolerance: 1, where: { optimizer: adm } }]',
    );
    expect(explain(text).map((line) => line.split(/[,(]/)[0]?.trim())).toEqual([
      '7:12 `batchSize` is 60000',
      '8:15 in the claim: there is no metric `test/acc`',
      '9:82 the axis `optimizer` has no value "adm"',
    ]);
  });

  test('keys that are missing because of another axis are said to be', () => {
    expect(explain(grid('{ schedule.type: [constant, step] }'))).toEqual([
      '6:35 `schedule.every` is missing, expected a number where `schedule.type` is "step"',
    ]);
  });

  test.each([
    'model: { type: mlp, dropout: 0.1 }',
    'model: { type: layers, layers: [{ type: flatten }, { type: dense, units: 3, activation: elu, l2: 0.1 }, { type: dropout, rate: 0.2 }, { type: dense, units: 4 }] }',
  ])('the reference engine takes %s', (model) => {
    expect(explain(specWith('engine: reference', model))).toEqual([]);
    expect(explain(specWith(model), { engine: 'reference' })).toEqual([]);
  });

  test('an engine that was chosen outside of the spec is the place of its problems', () => {
    const planning = planText(specWith('model: cnn', 'engine: eager'), { engine: 'reference' });
    expect(planning.ok ? [] : planning.problems).toEqual([
      expect.objectContaining({ source: '--engine reference' }),
    ]);
  });

  test('a higher limit allows more runs', () => {
    expect(plan(specWith('seeds: 1001'), { limit: 1001 }).runs).toHaveLength(1001);
  });

  test('a grid beyond all bounds is counted, not expanded', () => {
    const axis = (key: string) => `${key}: [${Array.from({ length: 900 }, (_, i) => i + 1)}]`;
    const axes = ['batchSize', 'steps', 'logEvery', 'evaluateEvery', 'checkpointEvery'].map(axis);
    expect(explain(specWith(`grid: { ${axes.join(', ')} }`))[0]).toContain('590490000000000 runs');
  });

  test('what the data refuse is a problem of the setting, beside all others', () => {
    const refusal = {
      path: ['trainSize'],
      message: 'there are not as many',
      hint: 'Ask for fewer.',
    };
    const text = specWith(
      'dataset: { name: mnist, trainSize: 70000 }',
      'schedule: { type: constant, warmupSteps: 10 }',
      'grid: { batchSize: [1, 2] }',
    );
    expect(explain(text, { datasetOf: () => refusal })).toEqual([
      '2:36 there are not as many (Ask for fewer.)',
      '6:42 `schedule.warmupSteps` is 10, but the run has 10 steps (Warm up over a part of the run only.)',
    ]);
  });
});

describe('warnings', () => {
  const warningsOf = (text: string, options?: PlanningOptions): string[] => {
    const planning = planText(text, options);
    return planning.ok ? linesOf(planning.warnings) : ['not planned'];
  };

  test('what is never done before the end is odd', () => {
    expect(warningsOf(specWith('evaluateEvery: 11', 'checkpointEvery: 10'))).toEqual([
      '6:16 `evaluateEvery` is 11, more than the 10 steps of the run (It happens at the end of the run only.)',
    ]);
  });

  test('what follows from another interval is not odd once more', () => {
    expect(warningsOf(specWith('evaluateEvery: 11'))).toHaveLength(1);
    expect(warningsOf(specWith('checkpointEvery: 11'))).toHaveLength(1);
  });

  test('a halving that never comes is odd', () => {
    const halving = (firstRung: number) => [
      'evaluateEvery: 1',
      `halving: { firstRung: ${firstRung} }`,
    ];
    expect(warningsOf(specWith(...halving(10)))).toEqual([
      '7:23 `halving.firstRung` is 10, but the runs have 10 steps (All trials go on to the end.)',
    ]);
    expect(warningsOf(specWith(...halving(9)))).toEqual([]);
  });

  test('more validation than training data is not odd where it takes none of them', () => {
    const few = (name: string) => `dataset: { name: ${name}, train: 60, validation: 70 }`;
    expect(warningsOf(specWith(few('synthetic-digits')))).toEqual([]);
    expect(warningsOf(specWith('dataset: { name: moons, size: 60, validation: 70 }'))).toEqual([]);
  });

  test('more validation than training data is odd', () => {
    const datasetOf = (settings: Parameters<NonNullable<PlanningOptions['datasetOf']>>[0]) => ({
      dataset: Array.isArray(settings.dataset) ? settings.dataset[0] : settings.dataset,
      facts: { inputShape: [2], classCount: 2, trainCount: 50, validationCount: 60, testCount: 9 },
    });
    expect(warningsOf(specWith('batchSize: 10'), { datasetOf: datasetOf as never })).toEqual([
      '2:10 there are 60 validation examples, but 50 to train on',
    ]);
  });

  test.each([
    [
      'optimizer: { type: adam, learningRate: 1 }',
      '4:40 `learningRate` is 1: adam moves every weight by about as much in each step (Usual values lie between 1e-4 and 1e-2.)',
    ],
    [
      'optimizer: { type: sgd, learningRate: 100 }',
      '4:39 `learningRate` is 100, at which most networks diverge (Usual values lie between 1e-3 and 1.)',
    ],
    [
      'schedule: { type: step, every: 10 }',
      '6:32 `schedule.every` is 10, but the run has 10 steps (The learning rate never drops.)',
    ],
    [
      'earlyStopping: { patience: 4 }',
      '6:28 `earlyStopping.patience` is 4, but the run has 5 evaluations (It never ends a run early.)',
    ],
    [
      'model: { type: layers, layers: [batchNorm] }',
      '3:33 `momentum` is 0.99, but the run has 10 steps: 90 % of the moving averages is still what they started from (Evaluations take them, and come out worse than they need to. A smaller momentum follows sooner.)',
    ],
    [
      'model: { type: layers, layers: [{ type: batchNorm, momentum: 0.8 }] }',
      '3:62 `momentum` is 0.8, but the run has 10 steps: 11 % of the moving averages is still what they started from (Evaluations take them, and come out worse than they need to. A smaller momentum follows sooner.)',
    ],
  ])('what has no effect, or too much, is odd: %s', (line, warning) => {
    expect(warningsOf(specWith(line))).toEqual([warning]);
  });

  test.each([
    ['optimizer: { type: adam, learningRate: 0.9 }'],
    ['optimizer: { type: sgd, learningRate: 99 }'],
    ['schedule: { type: step, every: 9 }'],
    ['earlyStopping: { patience: 3 }'],
    ['model: { type: layers, layers: [{ type: batchNorm, momentum: 0.7 }] }'],
  ])('what is within bounds is not: %s', (line) => {
    expect(warningsOf(specWith(line))).toEqual([]);
  });

  test('normalizing a batch of one vector is odd', () => {
    const layers = 'model: { type: layers, layers: [{ type: batchNorm, momentum: 0.5 }] }';
    expect(warningsOf(specWith('dataset: moons', layers, 'batchSize: 1'))).toEqual([
      '3:33 batchNorm sees one example at a time, and gives the same whatever that is (Use larger batches, or `layerNorm`.)',
    ]);
  });

  test('a plain spec has none', () => {
    expect(warningsOf(specWith())).toEqual([]);
  });
});
