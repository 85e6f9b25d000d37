import { formatProblem, type SpecProblem } from '../spec/spec-problem';
import { printNote } from './print';

/** Prints every problem of the specs and says that nothing was started. */
export function reportProblems(problems: readonly SpecProblem[]): void {
  for (const problem of problems) printNote(formatProblem(problem));
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  printNote(`${count}; nothing was run.`);
}
