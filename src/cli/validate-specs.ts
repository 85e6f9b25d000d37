import { exitCodes } from './exit-codes';
import { loadPlans } from './load-plans';
import { print } from './print';
import { reportProblems, reportWarnings } from './report-problems';
import type { SpecOptions } from './spec-options';

/** Checks specs; returns the exit code. */
export async function validateSpecs(options: SpecOptions): Promise<number> {
  const { plans, problems, warnings } = await loadPlans(options);
  reportWarnings(warnings);
  for (const { experiment, runs } of plans) {
    print(`${experiment}: valid, ${runs.length} ${runs.length === 1 ? 'run' : 'runs'}`);
  }
  if (problems.length === 0) return exitCodes.ok;
  reportProblems(problems);
  return exitCodes.usage;
}
