import type { SpecProblem } from '../../../spec/spec-problem';
import { formatTestSelection } from '../../answers/format-test-selection';
import { exitCodes } from '../../exit-codes';
import { loadPlans } from '../../load-plans';
import { defineCommand } from '../../options/define-command';
import type { OutputFormat } from '../../options/output-format';
import { chooseFormat, formatOptions } from '../../options/output-format';
import type { SpecOptions } from '../../options/spec-options';
import { planningOptions, specArguments } from '../../options/spec-options';
import { print, printAnswer, printNote } from '../../output/print';
import { describeProblems, reportWarnings } from '../../report-problems';

/** `ablate validate SPEC...` */
export const validateCommand = defineCommand({
  arguments: specArguments,
  options: { ...planningOptions, ...formatOptions('experiments, problems, warnings') },
  run: (options) => validateSpecs({ ...options, format: chooseFormat(options) }),
});

/** What `ablate validate` is told. */
export interface ValidateOptions extends SpecOptions {
  readonly format: OutputFormat;
}

/** What programs get. */
interface ValidateAnswer {
  /** The specs that are valid; `runs` counts them. */
  readonly experiments: readonly { readonly experiment: string; readonly runs: number }[];
  readonly problems: readonly SpecProblem[];
  readonly warnings: readonly SpecProblem[];
}

/** Checks specs; returns the exit code. */
export async function validateSpecs(options: ValidateOptions): Promise<number> {
  const { plans, problems, warnings } = await loadPlans(options);
  reportWarnings(warnings);
  const experiments = plans.map(({ experiment, runs }) => ({ experiment, runs: runs.length }));
  if (options.format === 'json') {
    printAnswer<ValidateAnswer>('validate', { experiments, problems, warnings });
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
