import path from 'node:path';
import { datasetOf, datasetSchema, datasets } from '../datasets/registry';
import { optimizerSchema, optimizers } from '../optimizers/registry';
import { UserError } from '../util/user-error';
import { askMeant } from './mistakes/nearest-name';
import { parseExperiment } from './parse-experiment';

/** What a first spec is of. */
export interface FirstSpec {
  readonly name: string;
  /** A data set by its name, a table of the user (`.csv`, `.tsv`, `.parquet`), or a folder of images. */
  readonly dataset: string;
  /** The column of the class, of a table. */
  readonly label: string | undefined;
  readonly model: FirstModel;
  /** Names of optimizers, an axis where they are several. */
  readonly optimizers: readonly string[];
  readonly seeds: number;
  readonly steps: number;
  /** Path of the editor's schema, as seen from the spec. */
  readonly schema: string;
}

/** The models that a first spec may begin with. */
export const firstModels = ['mlp', 'cnn'] as const;

/** One of these. */
export type FirstModel = (typeof firstModels)[number];

/** The data sets that need no settings, which are there or can be downloaded. */
export const readyDatasets = Object.keys(datasets).filter(
  (name) => datasetSchema.safeParse(name).success,
);

/** The names of all optimizers. */
export const optimizerNames = Object.keys(optimizers);

/** Data of pictures among those, which a convolutional network can look at. */
const pictures = ['mnist', 'fashion-mnist', 'synthetic-digits', 'cifar-10'];

/**
 * Writes a first spec: a grid of optimizers and activations, with what a reader may want to change next.
 *
 * @returns the text of the file, which is valid.
 * @throws UserError where a choice is none.
 */
export function writeFirstSpec(first: FirstSpec): string {
  const { line, isPicture, isNumber } = describeData(first);
  if (first.model === 'cnn' && !isPicture) {
    throw new UserError(`A cnn looks at pictures, and ${first.dataset} has none`, {
      hint: 'Take --model mlp.',
    });
  }
  const rules = [...new Set(first.optimizers)].map(describeOptimizer);
  const [rule = ''] = rules;
  const isLight = first.model === 'mlp' && !isPicture;
  const lines = [
    `# yaml-language-server: $schema=${first.schema}`,
    `name: ${first.name}`,
    `question: ${askQuestion(first)}`,
    line,
    first.model === 'cnn'
      ? 'model: { type: cnn, activation: relu }'
      : `model: { type: mlp, hidden: [${isLight ? 16 : 128}], activation: relu }`,
    ...(isNumber ? ['loss: meanSquaredError'] : []),
    `optimizer: ${rule}`,
    comment(`steps: ${first.steps}`, 'or epochs: N'),
    'batchSize: 32',
    comment('grid:', 'every value with every other'),
    ...(rules.length > 1 ? ['  optimizer:', ...rules.map((one) => `    - ${one}`)] : []),
    '  model.activation: [relu, tanh]',
    comment(`seeds: ${first.seeds}`, 'more of them tell smaller differences'),
  ];
  const text = `${lines.join('\n')}\n`;
  const parsing = parseExperiment(text, `${first.name}.yaml`);
  if (parsing.ok) return text;
  const [problem] = parsing.problems;
  throw new UserError(problem?.message ?? 'The spec would not be valid', { hint: problem?.hint });
}

/** A line with a comment in the column of the others. */
function comment(line: string, text: string): string {
  return `${line.padEnd(26)}# ${text}`;
}

function askQuestion({ optimizers: named, dataset }: FirstSpec): string {
  const names = [...new Set(named)];
  const what = names.length > 1 ? `Which of ${names.join(', ')}` : 'Which activation';
  return JSON.stringify(`${what} is best on ${dataset}?`);
}

interface DataLine {
  readonly line: string;
  readonly isPicture: boolean;
  /** Whether numbers are to be predicted. */
  readonly isNumber: boolean;
}

function describeData({ dataset, label }: FirstSpec): DataLine {
  const extension = path.extname(dataset.replace(/\.gz$/, '')).toLowerCase();
  const format = extension === '.parquet' ? 'parquet' : 'csv';
  const quoted = JSON.stringify(dataset);
  if (['.csv', '.tsv', '.tab', '.parquet'].includes(extension)) {
    if (label === undefined) {
      throw new UserError(`${dataset}: which column is the class?`, {
        hint: 'Name it: --label COLUMN',
      });
    }
    const column = JSON.stringify(label);
    const split = 'split: { validation: 0.2, test: 0.2, seed: 0 }';
    const line = `dataset: { name: ${format}, file: ${quoted}, label: ${column}, ${split} }`;
    return { line, isPicture: false, isNumber: false };
  }
  if (/[/\\]/.test(dataset)) {
    const split = 'split: { validation: 0.2, test: 0.2, seed: 0 }';
    const line = `dataset: { name: images, folder: ${quoted}, size: 32, ${split} }`;
    return { line, isPicture: true, isNumber: false };
  }
  if (!readyDatasets.includes(dataset)) {
    throw new UserError(`There is no data set ${dataset}`, {
      hint:
        askMeant(dataset, readyDatasets) ??
        `There are ${readyDatasets.join(', ')}, or your own: table.csv, or a folder of images as ./folder`,
    });
  }
  const parsed = datasetSchema.parse(dataset);
  const isNumber = datasetOf(parsed).targets?.(parsed) !== undefined;
  const stand =
    dataset === 'mnist' ? '[mnist, synthetic-digits]   # the first that can be had' : dataset;
  return { line: `dataset: ${stand}`, isPicture: pictures.includes(dataset), isNumber };
}

/** An optimizer with the learning rate that it has unless a spec says otherwise. */
function describeOptimizer(name: string): string {
  const parsed = optimizerSchema.safeParse(name);
  if (!parsed.success) {
    throw new UserError(`There is no optimizer ${name}`, {
      hint: askMeant(name, optimizerNames) ?? `Optimizers: ${optimizerNames.join(', ')}`,
    });
  }
  return `{ type: ${name}, learningRate: ${parsed.data.learningRate} }`;
}
