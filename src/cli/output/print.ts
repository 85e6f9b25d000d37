import { describeDiskError, describeSystemError } from '../../util/files/disk-error';
import { outliveLostOutput } from '../../util/process/outlive-lost-output';
import { UserError } from '../../util/user-error';
import { exitCodes } from '../exit-codes';
import type { OutputFormat } from '../options/output-format';
import { escapeControls } from './escape-controls';
import { formatAnswer, formatJsonError } from './json-answer';
import { hasColors } from './terminal';

/*
 * The only module that writes to the terminal, with the views beside it: nothing from
 * a file gets there without its control characters escaped.
 */

/** Prints a line of results to standard output. */
export function print(text: string): void {
  process.stdout.write(`${escapeControls(text, hasColors(process.stdout))}\n`);
}

/**
 * Prints the answer of a command as JSON: `version`, `command`, and what is in the answer.
 *
 * @typeParam Answer the shape that the command promises to programs; to be named
 */
export function printAnswer<Answer extends object = never>(
  command: string,
  answer: NoInfer<Answer>,
): void {
  print(formatAnswer(command, answer));
}

/** Prints a line about what is going on to standard error, so that results can be piped. */
export function printNote(text: string): void {
  process.stderr.write(`${escapeControls(text, hasColors(process.stderr))}\n`);
}

/**
 * Prints what went wrong: a user's error as message and hint, also one of the
 * system that names a file; anything else with its stack. Programs that asked for JSON get it.
 */
export function printError(thrown: unknown, format: OutputFormat = 'table'): void {
  const error = describeSystemError(thrown);
  if (format === 'json') print(formatJsonError(error));
  if (error instanceof UserError) {
    printNote(`error: ${error.message}`);
    if (error.hint !== undefined) printNote(`  ${error.hint}`);
    return;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  printNote(`This is a bug in ablate, please report it:\n${detail}`);
}

/**
 * Goes on where the terminal, a reader or the disk behind the output is gone, because results are
 * not on the screen alone. Where a disk took no more of standard output the command fails at its end.
 */
export function outliveOutput(): void {
  outliveLostOutput((stream, error) => {
    if (stream !== process.stdout) return;
    const described = describeDiskError(error, 'write', 'to standard output');
    const { message } = described instanceof UserError ? described : error;
    printNote(`error: ${message}; what was printed there is not complete`);
    process.once('exit', (exitCode) => {
      if (exitCode === exitCodes.ok) process.exitCode = exitCodes.failed;
    });
  });
}
