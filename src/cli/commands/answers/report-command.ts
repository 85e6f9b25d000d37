import { writeReport } from '../../../analysis/report/write-report';
import type { Mixture } from '../../../analysis/results/find-mixtures';
import { findExperiment } from '../../../analysis/results/find-results';
import { readMixtures } from '../../../analysis/results/read-mixtures';
import { readResults } from '../../../analysis/results/read-results';
import { exitCodes } from '../../exit-codes';
import { noteEditedSpec } from '../../note-edited-spec';
import { noteMissingResults } from '../../note-missing-results';
import { defineCommand } from '../../options/define-command';
import { requiredArgument, textOption } from '../../options/option-kinds';
import type { OutputFormat } from '../../options/output-format';
import { chooseFormat, formatOptions } from '../../options/output-format';
import { resultsOptions } from '../../options/results-options';
import { print, printAnswer, printNote } from '../../output/print';

/** `ablate report EXPERIMENT` */
export const reportCommand = defineCommand({
  arguments: { experiment: requiredArgument('Name, results folder or spec of an experiment') },
  options: {
    ...resultsOptions(),
    ...formatOptions('report, mixtures'),
    output: textOption('File to write (default: report.html with the results)', { alias: 'o' }),
  },
  run: (options) => reportExperiment({ ...options, format: chooseFormat(options) }),
});

/** What `ablate report` is told. */
export interface ReportOptions {
  readonly experiment: string;
  readonly resultsDir: string;
  readonly output: string | undefined;
  readonly format: OutputFormat;
}

/** What programs get. */
interface ReportAnswer {
  /** Path of the page. */
  readonly report: string;
  /** As in the answer of `compare`. */
  readonly mixtures: readonly Mixture[];
}

/** Writes the report of an experiment; returns the exit code. */
export async function reportExperiment(options: ReportOptions): Promise<number> {
  const results = readResults(findExperiment(options.experiment, options.resultsDir));
  noteMissingResults(results, options.experiment);
  await noteEditedSpec(options.experiment, results.directory);
  const report = await writeReport(results, options.output);
  const mixtures = readMixtures(results);
  for (const { sentence } of mixtures) printNote(sentence);
  if (options.format === 'json') printAnswer<ReportAnswer>('report', { report, mixtures });
  else print(report);
  return exitCodes.ok;
}
