import { z } from 'zod';
import { augmentSchema } from '../datasets/augmentation/augment-schema';
import { datasetSchema } from '../datasets/registry';
import { lossSchema } from '../losses/registry';
import { optimizerSchema } from '../optimizers/registry';
import { scheduleSchema } from '../schedules/registry';
import { isDistinct } from '../util/is-distinct';
import { sampleSchema } from './axes/sample-schema';
import { defaults } from './defaults';
import { maxThreads } from './max-threads';
import { evaluatedMetricSchema, metricSchema } from './metric-schema';
import { modelSchema } from './model-schema';
import { publishedSchema } from './published-schema';
import { confirmSchema, seedsSchema } from './seeds-schema';

const interval = z
  .union([z.int().positive(), z.literal('epoch')])
  .meta({ id: 'interval', description: 'A number of steps, or "epoch".' });

/** What is observed of a network besides its metrics. */
const summaryKinds = ['weights', 'biases', 'preactivations', 'activations', 'gradients'] as const;

/** One of the things that summaries show. */
export type SummaryKind = (typeof summaryKinds)[number];

/** How training steps are executed. */
export const engineNames = ['compiled', 'eager', 'reference'] as const;

/** The name of an engine. */
export type EngineName = (typeof engineNames)[number];

/** What products are computed in. */
const precisions = ['float32', 'bfloat16'] as const;

/** What can be measured at an evaluation. */
const evaluatedSplits = ['validation', 'test', 'full-train'] as const;

/** A split that is measured at evaluations. */
export type EvaluatedSplit = (typeof evaluatedSplits)[number];

/** In which order the runs of a grid are trained. */
export const runOrders = ['balanced', 'listed'] as const;

/** An order of the runs of a grid. */
export type RunOrder = (typeof runOrders)[number];

/** What one run needs to know: every key that an axis of the grid may set. */
export const settingsShape = {
  dataset: z
    .union([datasetSchema, z.array(datasetSchema).min(1)])
    .describe('One data set, or a list: the first that can be had is used.'),
  augment: augmentSchema.optional(),
  model: modelSchema,
  init: z
    .strictObject({
      from: z
        .string()
        .min(1)
        .describe(
          'A run that has its model: `experiment/run` of the results folder, or its folder, relative to the spec.',
        ),
      layers: z
        .array(z.string())
        .min(1)
        .refine(isDistinct, 'has a value twice')
        .optional()
        .describe('The layers whose weights are taken; all unless given.'),
    })
    .optional()
    .describe('Starts from the weights of a trained model; what is not taken is drawn as ever.'),
  loss: lossSchema.prefault('softmaxCrossEntropy'),
  optimizer: optimizerSchema,
  schedule: scheduleSchema.prefault('constant'),
  steps: z
    .int()
    .positive()
    .max(100_000_000)
    .optional()
    .describe('How many optimizer updates a run makes; or give `epochs`.'),
  epochs: z
    .number()
    .positive()
    .max(1_000_000)
    .optional()
    .describe('How often a run goes through the training data; or give `steps`.'),
  batchSize: z
    .union([z.int().positive(), z.literal('full')])
    .default(defaults.batchSize)
    .describe('Examples per step, or `full` for all of the training data.'),
  logEvery: interval
    .optional()
    .describe(
      `How often the loss and accuracy of the batch are recorded, and summaries drawn; ${defaults.logsPerRun} times a run unless given.`,
    ),
  evaluateEvery: interval
    .optional()
    .describe(
      `How often loss and accuracy on the test and validation data are measured; ${defaults.evaluationsPerRun} times a run unless given.`,
    ),
  checkpointEvery: interval
    .optional()
    .describe('How often the state is saved, to go on from; as `evaluateEvery` unless given.'),
  evaluate: z
    .array(z.enum(evaluatedSplits))
    .refine(isDistinct, 'has a value twice')
    .default([...defaults.evaluate])
    .describe('What is measured at every evaluation; `full-train` is the whole training split.'),
  summaries: z
    .array(z.enum(summaryKinds))
    .refine(isDistinct, 'has a value twice')
    .default([...defaults.summaries])
    .describe('What TensorBoard shows of the network, as statistics and histograms.'),
  engine: z
    .enum(engineNames)
    .default(defaults.engine)
    .describe(
      'How steps are executed: as one native graph, kernel by kernel, or from scratch (for networks of dense layers).',
    ),
  threads: z
    .int()
    .positive()
    .max(maxThreads)
    .default(defaults.threads)
    .describe(
      'TensorFlow threads that a run may use; small steps take one. They decide the last digits of results, on every machine alike: a machine with fewer cores gives the same bits, later.',
    ),
  precision: z
    .enum(precisions)
    .default(defaults.precision)
    .describe(
      "What products and convolutions are computed in; weights, optimizer, loss and statistics are float32 either way. `bfloat16` needs `engine: compiled` and a CPU that has instructions for it; whether it is quicker is the CPU's to say, and on some it is slower.",
    ),
  earlyStopping: z
    .strictObject({
      metric: evaluatedMetricSchema
        .optional()
        .describe(
          'By default the loss on validation data where there are some, on test data else.',
        ),
      patience: z
        .int()
        .positive()
        .describe('Evaluations without an improvement after which a run ends.'),
      minDelta: z.number().nonnegative().default(0).describe('Smaller changes do not count.'),
    })
    .optional()
    .describe('Ends a run that no longer improves, and puts its best weights back.'),
};

/**
 * The settings of one trial, with defaults filled in and durations as the spec states them: one of
 * `steps` and `epochs`, which is checked where settings are parsed.
 */
export const settingsSchema = z.strictObject(settingsShape);

/** The settings of one trial. */
export type TrialSettings = z.output<typeof settingsSchema>;

/** When a run ends before its last step. */
export type EarlyStoppingSpec = NonNullable<TrialSettings['earlyStopping']>;

const axes = z.record(z.string(), z.array(z.json()));

/** What an experiment has besides the settings of its runs. */
export const experimentShape = {
  name: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens')
    .max(80)
    .describe('Name of the experiment and of its folder of results.'),
  question: z.string().min(1).optional().describe('What the experiment is to answer.'),
  description: z.string().min(1).optional().describe('Whatever else readers should know.'),
  tags: z.array(z.string().min(1)).default([]).describe('Words to find the experiment by.'),
  grid: axes.default({}).describe('Axes to combine: a setting, and the values that it takes.'),
  zip: axes.default({}).describe('Axes of equal length that advance together.'),
  exclude: z
    .array(z.record(z.string(), z.json()))
    .default([])
    .describe(
      'Combinations to leave out, by values of axes; all that an entry names have to match.',
    ),
  sample: sampleSchema.optional(),
  tune: z
    .array(z.string())
    .refine(isDistinct, 'has an axis twice')
    .optional()
    .describe(
      'Axes that are tuned for each value of the others before these are compared; the sampled ones unless given.',
    ),
  seeds: seedsSchema,
  confirm: confirmSchema,
  metric: metricSchema.default({}).describe('What trials are ranked by.'),
  claims: z
    .array(z.string())
    .default([])
    .describe(
      'What the grid is to show: `mean(test/accuracy | optimizer=adam) > mean(test/accuracy | optimizer=sgd)`.',
    ),
  published: z
    .array(publishedSchema)
    .default([])
    .describe('Figures that others published, for `ablate reproduce` to compare with.'),
  order: z
    .enum(runOrders)
    .default(defaults.order)
    .describe(
      'Which runs come first: `balanced`, the first seed of every trial, then the second, so that the ranking tells early; `listed`, trial by trial.',
    ),
  keepCheckpoints: z
    .int()
    .min(1)
    .max(1000)
    .default(defaults.keepCheckpoints)
    .describe('Checkpoints of a run that stay; with one, a damaged checkpoint has no stand-in.'),
  halving: z
    .strictObject({
      firstRung: z
        .int()
        .positive()
        .describe('Steps behind which trials are compared for the first time.'),
      factor: z.int().min(2).max(100).default(3).describe('One trial in this many goes on.'),
    })
    .optional()
    .describe(
      'Successive halving: at rungs `firstRung`, `firstRung * factor`, ... the best trials by `metric` go on.',
    ),
};

/** The whole language of a spec file; the editors' JSON Schema is generated from it. */
export const experimentSchema = z.strictObject({ ...experimentShape, ...settingsShape });

/** A spec as written, checked and with defaults, before its grid is expanded. */
export type ExperimentSpec = z.output<typeof experimentSchema>;
