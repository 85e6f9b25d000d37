import { formatMetric } from '../../../analysis/comparison/format-metric';
import { findRun } from '../../../analysis/results/find-results';
import { readRun } from '../../../analysis/results/read-run';
import type { SplitName } from '../../../datasets/dataset';
import { resolveDatasetSources } from '../../../datasets/dataset-sources';
import { readTrainedModel } from '../../../export/read-trained-model';
import { evaluate } from '../../../inference/run-inference';
import { exitCodes } from '../../exit-codes';
import { defineCommand } from '../../options/define-command';
import { choiceOption, requiredArgument, textOption } from '../../options/option-kinds';
import { chooseFormat, formatOptions, type OutputFormat } from '../../options/output-format';
import { resultsOptions } from '../../options/results-options';
import { dataOptions, downloadOption } from '../../options/spec-options';
import { formatTable } from '../../output/format-table';
import { print, printAnswer } from '../../output/print';
import { chooseDataset, datasetOfRun } from './choose-dataset';

const splitNames = ['train', 'validation', 'test'] as const;

/** `ablate evaluate RUN` */
export const evaluateCommand = defineCommand({
  arguments: { run: requiredArgument('experiment/run or folder') },
  options: {
    dataset: textOption(
      "Another data set than the run's: its name, a mapping as in a spec, or a spec",
    ),
    split: choiceOption('The part that is measured (default: test)', [...splitNames, 'all']),
    ...formatOptions('run, dataset, checksum, splits'),
    ...resultsOptions(),
    ...dataOptions,
    download: downloadOption,
  },
  examples: [
    'evaluate quickstart/adam-lr1e-3_glorotUniform-s0',
    'evaluate mnist-cnn/base-s0 --dataset "{ name: synthetic-digits, seed: 7 }"',
  ],
  run: (options) => evaluateRun({ ...options, format: chooseFormat(options) }),
});

/** What `ablate evaluate` is told. */
export interface EvaluateOptions {
  readonly run: string;
  readonly dataset: string | undefined;
  readonly split: SplitName | 'all' | undefined;
  readonly resultsDir: string;
  readonly dataDir: string | undefined;
  readonly download: boolean;
  readonly format: OutputFormat;
}

/** What programs get. */
interface EvaluateAnswer {
  readonly run: string;
  /** The data set, with its settings. */
  readonly dataset: { readonly name: string };
  /** Of the data, as `run.json` has that of the run's own. */
  readonly checksum: string;
  /** Those of the asked for that have examples. */
  readonly splits: readonly {
    readonly split: SplitName;
    readonly count: number;
    /** By name: `loss`, `accuracy`. */
    readonly metrics: Readonly<Record<string, number>>;
  }[];
}

/** Measures the model of a run; returns the exit code. */
export async function evaluateRun(options: EvaluateOptions): Promise<number> {
  const run = readRun(findRun(options.run, options.resultsDir));
  const model = await readTrainedModel(run, run.directory, options);
  const { config, directory, metadata } = model;
  const { dataset, files } =
    options.dataset === undefined
      ? datasetOfRun(config)
      : await chooseDataset(options.dataset, options);
  const { folders, cacheFolder, download } = resolveDatasetSources(options);
  const { split = 'test' } = options;
  const { checksum, splits } = await evaluate({
    model: { config, folder: directory.model, metadata },
    dataset,
    splits: split === 'all' ? splitNames : [split],
    sources: { folders, cacheFolder, download, ...(files && { files }) },
  });
  if (options.format === 'json') {
    printAnswer<EvaluateAnswer>('evaluate', { run: config.runId, dataset, checksum, splits });
    return exitCodes.ok;
  }
  const names = Object.keys(splits[0]?.metrics ?? {});
  const rows = splits.map(({ split, count, metrics }) => [
    split,
    String(count),
    ...names.map((name) => formatMetric(`${split}/${name}`, metrics[name] ?? Number.NaN)),
  ]);
  print(
    formatTable([dataset.name, 'examples', ...names], rows, [1, ...names.map((_, at) => at + 2)]),
  );
  return exitCodes.ok;
}
