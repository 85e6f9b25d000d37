import path from 'node:path';
import { findRun } from '../../../analysis/results/find-results';
import { readRun } from '../../../analysis/results/read-run';
import { exportModel } from '../../../export/export-model';
import { type FormatName, formatNames } from '../../../export/formats/registry';
import { readTrainedModel } from '../../../export/read-trained-model';
import { exitCodes } from '../../exit-codes';
import { defineCommand } from '../../options/define-command';
import { choiceOption, folderOption, requiredArgument } from '../../options/option-kinds';
import { chooseFormat, formatOptions, type OutputFormat } from '../../options/output-format';
import { resultsOptions } from '../../options/results-options';
import { dataOptions } from '../../options/spec-options';
import { UsageError } from '../../options/usage-error';
import { print, printAnswer } from '../../output/print';
import { showPath } from '../../output/show-path';

/** `ablate export RUN` */
export const exportCommand = defineCommand({
  arguments: { run: requiredArgument('experiment/run or folder') },
  options: {
    to: choiceOption('The format to write', formatNames),
    out: folderOption('Folder to write to (default: exports/EXPERIMENT/RUN/FORMAT)', {
      mayBeMissing: true,
    }),
    ...resultsOptions(),
    ...formatOptions('run, to, folder, file, files'),
    ...dataOptions,
  },
  examples: ['export quickstart/adam-lr1e-3_glorotUniform-s0 --to onnx'],
  run: (options) => exportRun({ ...options, format: chooseFormat(options) }),
});

/** What `ablate export` is told. */
export interface ExportOptions {
  readonly run: string;
  readonly to: FormatName | undefined;
  readonly out: string | undefined;
  readonly resultsDir: string;
  readonly dataDir: string | undefined;
  readonly format: OutputFormat;
}

/** What programs get. */
interface ExportAnswer {
  readonly run: string;
  readonly to: FormatName;
  readonly folder: string;
  /** What a reader of the format is given. */
  readonly file: string;
  /** Everything that was written, by paths in the folder. */
  readonly files: readonly string[];
}

/** Writes the model of a run in another format; returns the exit code. */
export async function exportRun(options: ExportOptions): Promise<number> {
  const { to } = options;
  if (to === undefined) throw new UsageError(`--to needs one of ${formatNames.join(', ')}`);
  const run = readRun(findRun(options.run, options.resultsDir));
  const model = await readTrainedModel(run, run.directory, options);
  const { experiment, runId } = run.config;
  const folder = options.out ?? path.join('exports', experiment, runId, to);
  const written = await exportModel(model, to, folder);
  if (options.format === 'json') {
    printAnswer<ExportAnswer>('export', { run: runId, to, ...written });
  } else {
    print(showPath(written.file));
  }
  return exitCodes.ok;
}
