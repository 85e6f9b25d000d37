import { formatProblem, type SpecProblem } from '../spec/spec-problem';
import type { OutputFormat } from './options/output-format';
import { formatJsonError } from './output/json-answer';
import { print, printNote } from './output/print';

/** What is shown of each file at most: one mistake may show in many places. */
const maxShown = 20;

/** Prints the problems of the specs and says that nothing was started. */
export function reportProblems(problems: readonly SpecProblem[], format: OutputFormat): void {
  describeProblems(problems);
  if (format === 'json') print(formatJsonError(countProblems(problems), problems));
}

/** Prints the problems of the specs for people. */
export function describeProblems(problems: readonly SpecProblem[]): void {
  for (const [source, own] of groupBySource(problems)) {
    for (const problem of own.slice(0, maxShown)) printNote(formatProblem(problem));
    if (own.length > maxShown) printNote(`${source}: and ${own.length - maxShown} more`);
  }
  printNote(`${countProblems(problems)}.`);
}

function countProblems({ length }: readonly SpecProblem[]): string {
  return `${length === 1 ? '1 problem' : `${length} problems`}; nothing was run`;
}

/** Prints what works in the specs, but is probably not meant. */
export function reportWarnings(warnings: readonly SpecProblem[]): void {
  for (const [source, own] of groupBySource(warnings)) {
    for (const warning of own.slice(0, maxShown)) printNote(formatProblem(warning, 'warning'));
    if (own.length > maxShown) printNote(`${source}: and ${own.length - maxShown} more warnings`);
  }
}

function groupBySource(problems: readonly SpecProblem[]): Map<string, SpecProblem[]> {
  const groups = new Map<string, SpecProblem[]>();
  for (const problem of problems) {
    groups.set(problem.source, [...(groups.get(problem.source) ?? []), problem]);
  }
  return groups;
}
