import { execFile } from 'node:child_process';
import type { Check } from './check';

/** Ways to start TensorBoard, in the order of trying. */
export const TENSORBOARD_COMMANDS: readonly (readonly [string, ...string[]])[] = [
  ['tensorboard'],
  ['python3', '-m', 'tensorboard.main'],
];

const TIMEOUT_MS = 20_000;

/** Whether TensorBoard can be started, to look at results; runs do without. */
export async function checkTensorboard(
  commands: typeof TENSORBOARD_COMMANDS = TENSORBOARD_COMMANDS,
): Promise<Check> {
  const subject = 'TensorBoard';
  for (const command of commands) {
    const version = await askVersion(command);
    if (version !== undefined) {
      return { subject, status: 'ok', finding: `${version}, as "${command.join(' ')}"` };
    }
  }
  return {
    subject,
    status: 'warning',
    finding: 'not found; runs work without it',
    remedy: 'To look at results: pip install tensorboard',
  };
}

function askVersion(command: readonly [string, ...string[]]): Promise<string | undefined> {
  const [file, ...args] = command;
  return new Promise((resolve) => {
    execFile(file, [...args, '--version'], { timeout: TIMEOUT_MS }, (error, stdout) => {
      resolve(error === null ? /\d+\.\d+[\w.]*/.exec(stdout)?.[0] : undefined);
    });
  });
}
