import { draftPlan } from '../../src/plan/plan-spec';
import type { SpecProblem } from '../../src/spec/spec-problem';

/** A spec with the given lines in place of those that begin with the same key. */
export function specWith(...lines: readonly string[]): string {
  const base = ['name: a', 'dataset: mnist', 'model: mlp', 'optimizer: adam', 'steps: 10'];
  const keyOf = (line: string): string => line.split(':')[0] ?? line;
  const replaced = base.map((line) => lines.find((own) => keyOf(own) === keyOf(line)) ?? line);
  const added = lines.filter((own) => !base.some((line) => keyOf(line) === keyOf(own)));
  return [...replaced, ...added, ''].join('\n');
}

/** What is wrong with a spec by itself, before any data is looked at. */
export function problemsOf(text: string, overrides: readonly string[] = []): SpecProblem[] {
  return [...draftPlan(text, 'a.yaml', { overrides }).problems];
}

/** The problems as `line:column message (hint)`. */
export function linesOf(problems: readonly SpecProblem[]): string[] {
  return problems.map(({ source, line, column, message, hint }) => {
    const place = line === undefined ? source : `${line}:${column}`;
    return `${place} ${message}${hint === undefined ? '' : ` (${hint})`}`;
  });
}
