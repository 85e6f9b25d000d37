import { formatTestSelection } from '../answers/format-test-selection';
import { exitCodes } from '../exit-codes';
import { loadPlans } from '../load-plans';
import type { OutputFormat } from '../options/output-format';
import type { SpecOptions } from '../options/spec-options';
import { print, printAnswer, printNote } from '../output/print';
import { describeProblems, reportWarnings } from '../report-problems';

/** What `ablate validate` is told. */
export interface ValidateOptions extends SpecOptions {
  readonly format: OutputFormat;
}

/** Checks specs; returns the exit code. */
export async function validateSpecs(options: ValidateOptions): Promise<number> {
  const { plans, problems, warnings } = await loadPlans(options);
  reportWarnings(warnings);
  const experiments = plans.map(({ experiment, runs }) => ({ experiment, runs: runs.length }));
  if (options.format === 'json') {
    printAnswer('validate', { experiments, problems, warnings });
  } else {
    for (const { experiment, runs } of experiments) {
      print(`${experiment}: valid, ${runs} ${runs === 1 ? 'run' : 'runs'}`);
    }
  }
  const selection = formatTestSelection(plans);
  if (selection !== undefined) printNote(selection);
  if (problems.length === 0) return exitCodes.ok;
  describeProblems(problems);
  return exitCodes.usage;
}
