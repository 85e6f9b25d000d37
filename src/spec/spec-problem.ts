/** Where something stands: in a file, or in the option that holds the value. */
export interface SpecPlace {
  /** The file as the user named it, or the option (`--set a=b`). */
  readonly source: string;
  /** From 1; absent where the source is an option. */
  readonly line?: number;
  readonly column?: number;
  /** The text of that line. */
  readonly excerpt?: string;
}

/** Something wrong with a spec, at its place. */
export interface SpecProblem extends SpecPlace {
  /** What was found and what was expected. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
}

/** Problems in the order of the file, each once. */
export function sortByPlace(problems: readonly SpecProblem[]): SpecProblem[] {
  const unique = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...unique.values()].sort(
    (a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
}

/**
 * Formats a problem the way compilers do, so that editors can jump to it: the place and the message,
 * below them the line with a caret, and the hint.
 */
export function formatProblem(
  problem: SpecProblem,
  severity: 'error' | 'warning' = 'error',
): string {
  const { source, line, column = 1, message, hint } = problem;
  const place = line === undefined ? source : `${source}:${line}:${column}`;
  const lines = [
    `${place}: ${severity}: ${message}`,
    ...formatExcerpt(problem),
    ...(hint === undefined ? [] : [hint]),
  ];
  return lines.map(replaceControls).join('\n    ');
}

/** What a file holds must not steer the terminal; a column stays a column. */
function replaceControls(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ');
}

/** How much of a line is shown on either side of the place. */
const excerptWidth = 50;

function formatExcerpt({ excerpt = '', column = 1 }: SpecPlace): string[] {
  if (excerpt.trim() === '') return [];
  const indent = excerpt.length - excerpt.trimStart().length;
  const start = Math.max(Math.min(indent, column - 1), column - 1 - excerptWidth);
  const shown = excerpt.slice(start, column - 1 + excerptWidth);
  return [shown.trimEnd(), `${' '.repeat(column - 1 - start)}^`];
}
