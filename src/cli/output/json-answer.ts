import type { SpecProblem } from '../../spec/spec-problem';
import { UserError } from '../../util/user-error';

/*
 * What commands print with `--json`: one object on standard output, the answer or what is wrong;
 * words for people go to standard error. Only an interrupted command may leave without. The exit
 * code is that of the table.
 *
 * Every object begins with `version` and `command`. What is not known is null or left out. NaN and
 * the infinities, for which JSON has no numbers, are the strings "NaN", "Infinity" and "-Infinity".
 * Numbers have full precision. Paths are absolute.
 */

/** Goes up when a shape changes so that a program which reads it would notice. */
const answerVersion = 1;

/** Formats the answer of a command, whose shape stands in the file of the command. */
export function formatAnswer(command: string, answer: object): string {
  return formatJson({ version: answerVersion, command, ...answer });
}

/**
 * Formats what is printed in place of an answer: `error` with `message` and `hint`, and `problems`
 * where specs have some.
 */
export function formatJsonError(error: unknown, problems: readonly SpecProblem[] = []): string {
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof UserError ? error.hint : undefined;
  return formatJson({ version: answerVersion, error: { message, hint }, problems });
}

/** Goes up when the lines of `--progress json` change so that a program which reads them would notice. */
const lineVersion = 1;

/** Formats one of many objects that are told as things happen, in a line. */
export function formatJsonLine(content: object): string {
  return JSON.stringify({ version: lineVersion, ...content }, spellForJson);
}

function formatJson(value: unknown): string {
  return JSON.stringify(value, spellForJson, 2);
}

function spellForJson(_key: string, value: unknown): unknown {
  if (value === undefined) return null;
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
