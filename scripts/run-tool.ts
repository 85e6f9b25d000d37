import { type SpawnOptions, spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { PROJECT_ROOT } from './project-root';

/** How a program ended and what it printed, standard output and error together. */
export interface ToolResult {
  readonly exitCode: number;
  readonly output: string;
}

/**
 * Runs a program to its end and collects its output. A program that can't be started counts as
 * exit code 127, a program ended by a signal as 1. Shared with the bootstrap, hence plain
 * JavaScript.
 */
export const runTool: (
  file: string,
  args: readonly string[],
  options?: SpawnOptions,
) => Promise<ToolResult> = require(
  path.join(PROJECT_ROOT, 'scripts', 'bootstrap', 'run-tool.cjs'),
).runTool;

/**
 * Runs a program with this terminal as its own and passes signals on to it.
 *
 * @returns its exit code, or 128 plus the number of the signal that ended it
 */
export function runInTerminal(
  file: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...options, stdio: 'inherit' });
    // A terminal sends Ctrl-C to the whole group: this process only has to outlive its child. A
    // child that hears twice of the terminal's end makes nothing of it.
    const ignore = (): void => {};
    const passOn = (signal: NodeJS.Signals): void => {
      child.kill(signal);
    };
    process.on('SIGINT', ignore);
    process.on('SIGTERM', passOn);
    process.on('SIGHUP', passOn);
    const end = (): void => {
      process.off('SIGINT', ignore);
      process.off('SIGTERM', passOn);
      process.off('SIGHUP', passOn);
    };
    child.on('error', (error) => {
      end();
      reject(error);
    });
    child.on('close', (code, signal) => {
      end();
      resolve(code ?? 128 + (signal === null ? 0 : (SIGNAL_NUMBERS[signal] ?? 0)));
    });
  });
}

const SIGNAL_NUMBERS: Partial<Record<NodeJS.Signals, number>> = os.constants.signals;
