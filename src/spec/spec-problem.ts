/** Something wrong with a spec, at its place. */
export interface SpecProblem {
  /** The file as the user named it, or the option that holds the value (`--set a=b`). */
  readonly source: string;
  /** From 1; absent where the source is an option. */
  readonly line?: number;
  readonly column?: number;
  /** What was found and what was expected. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
}

/** Formats a problem the way compilers do, so that editors can jump to it. */
export function formatProblem({ source, line, column, message, hint }: SpecProblem): string {
  const place = line === undefined ? source : `${source}:${line}:${column ?? 1}`;
  return `${place}: error: ${message}${hint === undefined ? '' : `\n    ${hint}`}`;
}
