import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mainFile, packageRoot } from '../../src/util/process/package-version';

/** How a command ended. */
export interface CommandEnd {
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that is running. */
export interface RunningCommand {
  readonly process: ChildProcess;
  /** What it has printed to standard error so far. */
  stderr(): string;
  /** Sends a signal to the command and all its workers, as Ctrl-C in a terminal does. */
  signalGroup(signal: NodeJS.Signals): void;
  readonly ended: Promise<CommandEnd>;
}

/** Where and how a command is run. */
export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Options of Node. */
  readonly execArgv?: readonly string[];
}

/** Starts `ablate` with its output in pipes and a process group of its own. */
export function startAblate(
  args: readonly string[],
  { cwd = packageRoot, env = {}, execArgv = [] }: CommandOptions = {},
): RunningCommand {
  const child = spawn(process.execPath, [...execArgv, mainFile, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('The command could not be started');
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text: Buffer) => {
    stdout += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    stderr += text.toString();
  });
  return {
    process: child,
    stderr: () => stderr,
    signalGroup: (signal) => void process.kill(-pid, signal),
    ended: new Promise((resolve) => {
      child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
    }),
  };
}

/** Runs `ablate` to its end. */
export function runAblate(args: readonly string[], options?: CommandOptions): Promise<CommandEnd> {
  return startAblate(args, options).ended;
}

/** Writes the text of a spec into a folder and returns the path of the file. */
export function writeSpec(folder: string, text: string, name = 'spec.yaml'): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return file;
}

/** Other work may take most of the machine. */
const patienceMs = 90_000;

/**
 * Waits until a condition holds.
 *
 * @throws Error where it does not come to hold.
 */
export async function waitUntil(what: string, condition: () => boolean): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}`);
    await sleep(10);
  }
}
