import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline/promises';
import {
  type FirstSpec,
  firstModels,
  optimizerNames,
  readyDatasets,
  writeFirstSpec,
} from '../../../spec/first-spec';
import { describeDiskError } from '../../../util/files/disk-error';
import { commandFor } from '../../../util/process/command-for';
import { packageRoot } from '../../../util/process/package-version';
import { exitCodes } from '../../exit-codes';
import { defineCommand } from '../../options/define-command';
import {
  choiceOption,
  countOption,
  listOption,
  optionalArgument,
  switchOption,
  textOption,
} from '../../options/option-kinds';
import { chooseFormat, formatOptions, type OutputFormat } from '../../options/output-format';
import { UsageError } from '../../options/usage-error';
import { print, printAnswer } from '../../output/print';
import { canAsk } from '../../output/terminal';

/** `ablate init [NAME]` */
export const initCommand = defineCommand({
  arguments: { name: optionalArgument('Name of the experiment, and of its file NAME.yaml') },
  options: {
    ...formatOptions('experiment, spec'),
    dataset: textOption(
      'A data set, a table of your own (data.csv, with --label), or a folder of images (./pictures)',
    ),
    label: textOption('The column of a table that is the class'),
    model: choiceOption('The network to begin with', firstModels),
    optimizer: listOption('An optimizer; several are compared: --optimizer adam --optimizer sgd'),
    seeds: countOption('How many seeds (default: 3)', { min: 1 }),
    steps: countOption('How many steps (default: 300)', { min: 1 }),
    yes: switchOption('Take what is usual for all that is not given, without asking'),
  },
  examples: ['init my-first --dataset moons', 'init flowers --dataset flowers.csv --label species'],
  run: (options) => initSpec({ ...options, format: chooseFormat(options) }),
});

/** What `ablate init` is told; what is left out is asked for, or as usual. */
export interface InitOptions {
  readonly name: string | undefined;
  readonly dataset: string | undefined;
  readonly label: string | undefined;
  readonly model: FirstSpec['model'] | undefined;
  readonly optimizer: readonly string[] | undefined;
  readonly seeds: number | undefined;
  readonly steps: number | undefined;
  readonly yes: boolean;
  readonly format: OutputFormat;
}

/** What programs get. */
interface InitAnswer {
  readonly experiment: string;
  /** Path of the file. */
  readonly spec: string;
}

/** Writes a first spec, over none that is there; returns the exit code. */
export async function initSpec(options: InitOptions): Promise<number> {
  const { yes, format, ...given } = options;
  const chosen = yes || format === 'json' || !canAsk() ? given : await askFor(given);
  const { name = 'my-experiment', dataset = 'mnist', model = 'mlp' } = chosen;
  const { optimizer = ['adam', 'sgd'], seeds = 3, steps = 300, label } = chosen;
  const file = `${name}.yaml`;
  const schema = findSchema(path.dirname(path.resolve(file)));
  const text = writeFirstSpec({
    ...{ name, dataset, label, model, seeds, steps, schema },
    optimizers: optimizer,
  });
  writeNew(file, text);
  if (format === 'json') {
    printAnswer<InitAnswer>('init', { experiment: name, spec: path.resolve(file) });
    return exitCodes.ok;
  }
  print(`${file} is written. What it would run: ${commandFor('plan', file)}`);
  print(`  To run it: ${commandFor('run', file)}`);
  return exitCodes.ok;
}

function writeNew(file: string, text: string): void {
  try {
    fs.writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new UsageError(`${file} is there already, and stays as it is`, {
        hint: `Take another name: ${commandFor('init')} NAME`,
      });
    }
    throw describeDiskError(error, 'write', file);
  }
}

/** The way to the editor's schema: a relative one where both are in one project. */
function findSchema(folder: string): string {
  const schema = path.join(packageRoot, 'experiments', 'experiment.schema.json');
  const relative = path.relative(folder, schema).replaceAll(path.sep, '/');
  if (relative.startsWith('..') || path.isAbsolute(relative)) return schema;
  return `./${relative}`;
}

type Choices = Omit<InitOptions, 'yes' | 'format'>;

/** Asks for what is not given; Enter takes what is usual. */
async function askFor(given: Choices): Promise<Choices> {
  const terminal = readline.createInterface({ input: process.stdin, output: process.stderr });
  const ask = async (question: string, usual: string): Promise<string> =>
    (await terminal.question(`${question} [${usual}] `)).trim() || usual;
  try {
    const name = given.name ?? (await ask('Name of the experiment?', 'my-experiment'));
    const dataset =
      given.dataset ??
      (await ask(`Data: ${readyDatasets.join(', ')}, table.csv, or ./folder of images?`, 'mnist'));
    const isTable = /\.(csv|tsv|tab|parquet)(\.gz)?$/i.test(dataset);
    const label = given.label ?? (isTable ? await ask('Column of the class?', 'label') : undefined);
    const asked = given.model ?? (await ask(`Network: ${firstModels.join(' or ')}?`, 'mlp'));
    const model = firstModels.find((known) => known === asked);
    if (model === undefined) {
      throw new UsageError(`There is no network ${asked} to begin with`, {
        hint: `Say ${firstModels.join(' or ')}; the spec may name others later.`,
      });
    }
    const named = `Optimizers, joined by commas: ${optimizerNames.join(', ')}?`;
    const optimizer = given.optimizer ?? (await ask(named, 'adam,sgd')).split(/[\s,]+/);
    return { ...given, name, dataset, label, model, optimizer };
  } finally {
    terminal.close();
  }
}
