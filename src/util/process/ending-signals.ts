import fs from 'node:fs';
import path from 'node:path';

/**
 * Hears the signals that ask this process to end: Ctrl-C, SIGTERM, SIGUSR2, which schedulers send
 * before a deadline, and SIGHUP, the end of the terminal, unless ignored. In place of ending at once, the process does what `handle` says.
 *
 * @returns stops listening: the next signal ends the process.
 */
export function listenForEnd(handle: (signal: NodeJS.Signals) => void): () => void {
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM'];
  if (process.platform !== 'win32') signals.push('SIGUSR2');
  if (!ignoresHangup()) signals.push('SIGHUP');
  for (const signal of signals) process.on(signal, handle);
  return () => {
    for (const signal of signals) process.off(signal, handle);
  };
}

/**
 * Outlives the end of the terminal where `nohup` or the shell asked for it. Node itself forgets at
 * its start that a signal was to be ignored, and would end.
 */
export function outliveIgnoredHangup(): void {
  if (ignoresHangup()) process.on('SIGHUP', () => {});
}

/** Whether this process was started to outlive its terminal. */
export function ignoresHangup(traces: HangupTraces = findHangupTraces()): boolean {
  const { command, inputFlags, input, parentIgnores } = traces;
  // Shells note in `_` what they execute, which nohup hands on.
  if (command !== undefined && path.basename(command) === 'nohup') return true;
  // GNU nohup gives in place of a terminal an input that can't be read.
  const isWriteOnly = (Number.parseInt(inputFlags ?? '', 8) & 3) === fs.constants.O_WRONLY;
  if (input === '/dev/null' && isWriteOnly) return true;
  // A shell that ignores it itself: trap '' HUP.
  const ignored = Number.parseInt(parentIgnores?.slice(-8) ?? '', 16);
  return (ignored & 1) === 1;
}

/** What a start with SIGHUP ignored leaves to be seen. */
export interface HangupTraces {
  /** The environment's `_`. */
  readonly command: string | undefined;
  /** How standard input was opened, octal (proc(5), `fdinfo`); Linux alone. */
  readonly inputFlags: string | undefined;
  /** The file that standard input is; Linux alone. */
  readonly input: string | undefined;
  /** Mask of the signals that the parent ignores, hexadecimal, SIGHUP the last bit; Linux alone. */
  readonly parentIgnores: string | undefined;
}

function findHangupTraces(): HangupTraces {
  return {
    command: process.env['_'],
    inputFlags: /^flags:\s*(\d+)/m.exec(read('/proc/self/fdinfo/0'))?.[1],
    input: readLink('/proc/self/fd/0'),
    parentIgnores: /^SigIgn:\s*(\w+)/m.exec(read(`/proc/${process.ppid}/status`))?.[1],
  };
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function readLink(file: string): string | undefined {
  try {
    return fs.readlinkSync(file);
  } catch {
    return undefined;
  }
}
