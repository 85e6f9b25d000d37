/*
 * The one place that decides what a stream is to whoever looks at it: how wide, whether lines can be
 * drawn again, whether in color, and whether somebody is there to answer.
 */

/** What is asked of a stream; `process.stdout` and `process.stderr` are such. */
export interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** Of a terminal that does not tell its width. */
const usualWidth = 80;

/** Columns of the terminal behind a stream; undefined for files and pipes, which take any width. */
export function findWidth(stream: OutputStream): number | undefined {
  if (stream.isTTY !== true) return undefined;
  return stream.columns === undefined || stream.columns <= 0 ? usualWidth : stream.columns;
}

/** Whether lines can be drawn again; a terminal without a size, as some services give one, shows none. */
export function canRedraw(stream: OutputStream): boolean {
  return stream.isTTY === true && (stream.rows ?? 0) > 0 && process.env['TERM'] !== 'dumb';
}

/** Whether there is somebody to ask: questions stand on standard error, answers come on standard input. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** Whether colors are shown: where nothing speaks against it (https://no-color.org). */
export function hasColors(stream: OutputStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if ((NO_COLOR ?? '') !== '') return false;
  const isForced = FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0';
  return isForced || (stream.isTTY === true && TERM !== 'dumb');
}

/**
 * Whether the terminal breaks lines anew that are wider than it has become. Most do; xterm, the
 * console of Linux and GNU screen cut them off.
 */
export function reflows(): boolean {
  const { XTERM_VERSION, STY, TERM } = process.env;
  return XTERM_VERSION === undefined && STY === undefined && TERM !== 'linux';
}
