import { UserError } from '../util/user-error';

/* The only module that writes to the terminal, with `progress-view`. */

/** Prints a line of results to standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Prints a line about what is going on to standard error, so that results can be piped. */
export function printNote(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Prints what went wrong: a user's error as message and hint, anything else with its stack. */
export function printError(error: unknown): void {
  if (error instanceof UserError) {
    printNote(`error: ${error.message}`);
    if (error.hint !== undefined) printNote(`  ${error.hint}`);
    return;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  printNote(`This is a bug in ablate, please report it:\n${detail}`);
}

/** Lets the command go on quietly when a reader such as `head`, or the terminal, goes away. */
export function outliveClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
    });
  }
}
