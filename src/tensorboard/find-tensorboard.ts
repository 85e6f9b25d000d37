import { execFile } from 'node:child_process';

/** A command line: the program and its arguments. */
export type CommandLine = readonly [string, ...string[]];

/** Ways to start TensorBoard, in the order of trying. */
export const TENSORBOARD_COMMANDS: readonly CommandLine[] = [
  ['tensorboard'],
  ['python3', '-m', 'tensorboard.main'],
];

/** A TensorBoard that answers. */
export interface FoundTensorBoard {
  readonly command: CommandLine;
  readonly version: string;
}

/**
 * Where commands are started: Python with `-m` looks for modules in the current folder first, and
 * what lies around there is not to be executed. In this one there are none.
 */
export const SAFE_FOLDER: string = __dirname;

const TIMEOUT_MS = 20_000;

/** Finds the first command that starts TensorBoard; undefined where none does. */
export async function findTensorBoard(
  commands: readonly CommandLine[] = TENSORBOARD_COMMANDS,
): Promise<FoundTensorBoard | undefined> {
  for (const command of commands) {
    const version = await askVersion(command);
    if (version !== undefined) return { command, version };
  }
  return undefined;
}

function askVersion([file, ...args]: CommandLine): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = { timeout: TIMEOUT_MS, cwd: SAFE_FOLDER };
    execFile(file, [...args, '--version'], options, (error, stdout) => {
      resolve(error === null ? /\d+\.\d+[\w.]*/.exec(stdout)?.[0] : undefined);
    });
  });
}
