import { createColors } from 'picocolors';

/** Colors where the stream is a terminal and nothing speaks against it (https://no-color.org). */
function colorsFor(stream: { readonly isTTY?: boolean }) {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  const isForced = FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0';
  const isTerminal = stream.isTTY === true && TERM !== 'dumb';
  return createColors((NO_COLOR ?? '') === '' && (isForced || isTerminal));
}

/** For standard output, where results go. */
export const resultColors = colorsFor(process.stdout);

/** For standard error, where progress and notes go. */
export const noteColors = colorsFor(process.stderr);
