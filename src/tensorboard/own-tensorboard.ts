import { execFile } from 'node:child_process';
import path from 'node:path';
import { tensorBoardCacheFolder } from '../util/files/cache-folder';
import { makeFolder } from '../util/files/make-folder';
import { UserError } from '../util/user-error';
import {
  type CommandLine,
  type FoundTensorBoard,
  findTensorBoard,
  SAFE_FOLDER,
} from './find-tensorboard';

/** Starts the TensorBoard of the environment that Ablate made for itself, if it has made one. */
export function ownTensorBoardCommand(): CommandLine {
  const isWindows = process.platform === 'win32';
  const program = isWindows ? ['Scripts', 'python.exe'] : ['bin', 'python'];
  return [path.join(tensorBoardCacheFolder(), ...program), '-m', 'tensorboard.main'];
}

/**
 * Makes an environment of Ablate's own with TensorBoard, in place of a broken one.
 *
 * @throws UserError where Python is missing or the installation fails.
 */
export async function obtainTensorBoard(): Promise<FoundTensorBoard> {
  const folder = tensorBoardCacheFolder();
  const command = ownTensorBoardCommand();
  makeFolder(path.dirname(folder));
  await runStep('python3', ['-m', 'venv', '--clear', folder]);
  // setuptools from 81 on has no pkg_resources, which TensorBoard imports.
  await runStep(command[0], ['-m', 'pip', 'install', '-q', 'tensorboard', 'setuptools<81']);
  const found = await findTensorBoard([command]);
  if (found === undefined) throw new UserError(`The TensorBoard in ${folder} does not start`);
  return found;
}

function runStep(file: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(file, [...args], { cwd: SAFE_FOLDER }, (error, stdout, stderr) => {
      if (error === null) return resolve();
      const said = `${stdout}${stderr}`.trim().split('\n').at(-1) || error.message;
      reject(
        new UserError(`TensorBoard can't be installed: ${said}`, {
          hint: 'Install it by hand: pip install tensorboard.',
        }),
      );
    });
  });
}
