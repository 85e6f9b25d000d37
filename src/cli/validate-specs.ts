import { exitCodes } from './exit-codes';
import { formatTestSelection } from './format-test-selection';
import { loadPlans } from './load-plans';
import { print, printNote } from './print';
import { reportProblems, reportWarnings } from './report-problems';
import type { SpecOptions } from './spec-options';

/** Checks specs; returns the exit code. */
export async function validateSpecs(options: SpecOptions): Promise<number> {
  const { plans, problems, warnings } = await loadPlans(options);
  reportWarnings(warnings);
  for (const { experiment, runs } of plans) {
    print(`${experiment}: valid, ${runs.length} ${runs.length === 1 ? 'run' : 'runs'}`);
  }
  const selection = formatTestSelection(plans);
  if (selection !== undefined) printNote(selection);
  if (problems.length === 0) return exitCodes.ok;
  reportProblems(problems);
  return exitCodes.usage;
}
