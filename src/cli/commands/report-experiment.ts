import { writeReport } from '../../analysis/report/write-report';
import { findExperiment } from '../../analysis/results/find-results';
import { readResults } from '../../analysis/results/read-results';
import { exitCodes } from '../exit-codes';
import { noteEditedSpec } from '../note-edited-spec';
import { noteMissingResults } from '../note-missing-results';
import type { OutputFormat } from '../options/output-format';
import { print, printAnswer } from '../output/print';

/** What `ablate report` is told. */
export interface ReportOptions {
  readonly experiment: string;
  readonly resultsDir: string;
  readonly output: string | undefined;
  readonly format: OutputFormat;
}

/** Writes the report of an experiment; returns the exit code. */
export async function reportExperiment(options: ReportOptions): Promise<number> {
  const results = readResults(findExperiment(options.experiment, options.resultsDir));
  noteMissingResults(results, options.experiment);
  await noteEditedSpec(options.experiment, results.directory);
  const report = await writeReport(results, options.output);
  if (options.format === 'json') printAnswer('report', { report });
  else print(report);
  return exitCodes.ok;
}
