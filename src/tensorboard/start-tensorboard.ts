import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { commandFor } from '../util/process/command-for';
import { UserError } from '../util/user-error';
import { type CommandLine, SAFE_FOLDER } from './find-tensorboard';

/** A TensorBoard that answers. */
export interface RunningTensorBoard {
  /** Address of its page. */
  readonly address: string;
  /** Resolves with its exit code once it has ended, null where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Ends it, and resolves when it is gone. */
  stop(): Promise<void>;
}

const TAIL_LINES = 8;

/**
 * Starts TensorBoard on 127.0.0.1 and waits until it says its address. It ends when this process
 * does, whichever way.
 *
 * @param port 0 for any free one.
 * @param signal Ends it also while it is still starting.
 * @throws UserError where the logdir is missing, the port is taken, or TensorBoard ends at once.
 */
export async function startTensorBoard(
  [file, ...args]: CommandLine,
  logdir: string,
  { port = 0, signal }: { readonly port?: number; readonly signal?: AbortSignal } = {},
): Promise<RunningTensorBoard> {
  // TensorBoard itself starts all the same and shows an empty page.
  if (!fs.existsSync(logdir)) throw new UserError(`There is no folder ${logdir}`);
  const options = ['--logdir', path.resolve(logdir), '--host', '127.0.0.1', '--port', String(port)];
  // In a process group of its own, so that Ctrl-C reaches it and its data server through us alone.
  const guard = path.join(__dirname, 'guard-entry.js');
  const child = spawn(process.execPath, [guard, file, ...args, ...options], {
    cwd: SAFE_FOLDER,
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: process.platform !== 'win32',
  });
  // It may be gone already when it is told to end.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.once('error', () => resolve(null));
  });
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await ended;
  };
  let printed = '';
  const answering = new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      printed = (printed + chunk.toString()).slice(-10_000);
      const found = /TensorBoard \S+ at (http:\/\/\S+)/.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('error', (error) => reject(describeEnd(error.message, port)));
    child.once('close', () => reject(describeEnd(printed, port)));
  });
  // Only now, because a process that is ended at once is heard through the listeners above.
  signal?.addEventListener('abort', () => void stop(), { once: true });
  if (signal?.aborted === true) void stop();
  return { address: await answering, ended, stop };
}

function describeEnd(printed: string, port: number): UserError {
  if (/already in use|in use by another|could not bind/i.test(printed)) {
    return new UserError(`Port ${port} is in use`, {
      hint: 'Give another with --port, or leave it out for a free one.',
    });
  }
  const tail = printed.trim().split('\n').slice(-TAIL_LINES).join('\n  ');
  return new UserError(`TensorBoard ended at its start:\n  ${tail}`, {
    hint: `This says which TensorBoard is found: ${commandFor('doctor')}`,
  });
}
