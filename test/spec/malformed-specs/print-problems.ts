import { formatProblem } from '../../../src/spec/spec-problem';
import { planText } from '../../plan/plan-samples';
import { specWith } from '../format-problems';

/**
 * What a user sees of a spec with mistakes, line by line.
 *
 * @param lines take the place of those of a plain spec, or come behind them.
 */
export function printProblems(lines: readonly string[]): string[] {
  const planning = planText(specWith(...lines));
  return planning.ok
    ? []
    : planning.problems
        .map((one) => formatProblem(one))
        .join('\n')
        .split('\n');
}
