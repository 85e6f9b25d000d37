import { findRun } from '../../../analysis/results/find-results';
import { readRun } from '../../../analysis/results/read-run';
import { readTrainedModel } from '../../../export/read-trained-model';
import type { NamedInput } from '../../../inference/inputs/named-input';
import { type InputReading, readInputs } from '../../../inference/inputs/read-inputs';
import { predict } from '../../../inference/run-inference';
import type { ModelMetadata } from '../../../records/model-metadata';
import { exitCodes } from '../../exit-codes';
import { defineCommand } from '../../options/define-command';
import { argumentList, requiredArgument } from '../../options/option-kinds';
import { chooseFormat, formatOptions, type OutputFormat } from '../../options/output-format';
import { resultsOptions } from '../../options/results-options';
import { dataOptions } from '../../options/spec-options';
import { formatTable } from '../../output/format-table';
import { print, printAnswer, printError, printNote } from '../../output/print';

/** `ablate predict RUN FILE...` */
export const predictCommand = defineCommand({
  arguments: {
    run: requiredArgument('experiment/run or folder'),
    file: argumentList(
      'Pictures (JPEG, PNG, WebP, GIF, TIFF, AVIF), tables of inputs (CSV, TSV) or arrays (NPY)',
      {
        demandOption: true,
      },
    ),
  },
  options: {
    ...formatOptions('run, outputs, predictions, errors', ['csv'] as const),
    ...resultsOptions(),
    ...dataOptions,
  },
  examples: ['predict quickstart/adam-lr1e-3_glorotUniform-s0 my-digit.png'],
  run: (options) => predictFiles({ ...options, format: chooseFormat(options) }),
});

/** What `ablate predict` is told. */
export interface PredictOptions {
  readonly run: string;
  readonly file: readonly string[];
  readonly resultsDir: string;
  readonly dataDir: string | undefined;
  readonly format: OutputFormat | 'csv';
}

/** What programs get. */
interface PredictAnswer {
  readonly run: string;
  /** The names of the classes, in the order of the probabilities, or of the numbers that are predicted. */
  readonly outputs: readonly string[];
  readonly predictions: readonly Prediction[];
  readonly errors: readonly {
    readonly file: string;
    readonly message: string;
    readonly hint: string | undefined;
  }[];
}

/** What the model makes of one input. */
interface Prediction {
  /** The file, with the line where it has several. */
  readonly input: string;
  /** The most probable class; absent where numbers are predicted. */
  readonly class?: string;
  readonly probabilities?: readonly number[];
  /** What is predicted, where that is numbers. */
  readonly values?: readonly number[];
}

/** Prints what a model makes of files; returns the exit code. */
export async function predictFiles(options: PredictOptions): Promise<number> {
  const run = readRun(findRun(options.run, options.resultsDir));
  const model = await readTrainedModel(run, run.directory, options);
  const { metadata, config, directory } = model;
  const takes = {
    inputShape: metadata.inputShape,
    features: config.data?.facts.features,
    dataset: config.settings.dataset,
    scale: metadata.scale,
  };
  const readings: InputReading[] = [];
  for (const file of options.file) {
    readings.push(await readInputs(file, takes));
  }
  const inputs = readings.flatMap((reading) => (reading.ok ? reading.inputs : []));
  const errors = readings.flatMap((reading) => (reading.ok ? [] : [reading]));
  const predictions =
    inputs.length === 0
      ? []
      : describe(
          inputs,
          metadata,
          (
            await predict({
              model: { config, folder: directory.model, metadata },
              inputs: join(inputs),
            })
          ).values,
        );
  if (options.format === 'json') {
    printAnswer<PredictAnswer>('predict', {
      run: config.runId,
      outputs: metadata.targetNames ?? metadata.classNames,
      predictions,
      errors: errors.map(({ file, error: { message, hint } }) => ({ file, message, hint })),
    });
  } else {
    for (const { error } of errors) printError(error, 'table');
    if (predictions.length > 0) show(predictions, metadata, options.format);
  }
  return errors.length === 0 ? exitCodes.ok : exitCodes.failed;
}

function show(
  predictions: readonly Prediction[],
  { classNames, targetNames, inputShape }: ModelMetadata,
  format: 'table' | 'csv',
): void {
  const header = ['input', ...(targetNames ?? ['class', ...classNames])];
  const listCells = (one: Prediction, show: (value: number) => string): string[] => [
    one.input,
    ...(one.class === undefined ? [] : [one.class]),
    ...(one.values ?? one.probabilities ?? []).map(show),
  ];
  if (format === 'csv') {
    const rows = predictions.map((one) => listCells(one, String));
    print([header, ...rows].map((cells) => cells.map(quoteCell).join(',')).join('\n'));
    return;
  }
  const show = (value: number): string =>
    targetNames === undefined ? value.toFixed(4) : String(Number(value.toPrecision(5)));
  const rows = predictions.map((one) => listCells(one, show));
  const firstNumber = targetNames === undefined ? 2 : 1;
  const numeric = header.slice(firstNumber).map((_, index) => index + firstNumber);
  print(formatTable(header, rows, numeric));
  if (inputShape.length === 3) {
    const [height, width, channels] = inputShape;
    const colors = channels === 1 ? 'gray, 0 black' : `${channels} channels`;
    printNote(
      `Pictures were taken as ${width} x ${height} pixels, ${colors}, as in the training data.`,
    );
  }
}

function describe(
  inputs: readonly NamedInput[],
  { classNames, targetNames }: ModelMetadata,
  values: Float32Array,
): Prediction[] {
  const width = targetNames?.length ?? classNames.length;
  return inputs.map(({ name }, row) => {
    const outputs = [...values.subarray(row * width, (row + 1) * width)];
    if (targetNames !== undefined) return { input: name, values: outputs };
    const best = outputs.indexOf(Math.max(...outputs));
    return { input: name, class: classNames[best] ?? String(best), probabilities: outputs };
  });
}

function join(inputs: readonly NamedInput[]): Float32Array {
  const size = inputs[0]?.values.length ?? 0;
  const joined = new Float32Array(inputs.length * size);
  for (const [index, { values }] of inputs.entries()) joined.set(values, index * size);
  return joined;
}

function quoteCell(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
