import fs from 'node:fs';
import path from 'node:path';
import { setUpCommand } from '../util/process/command-for';
import { UserError } from '../util/user-error';
import {
  findNativeDamage,
  findTfjsNodeFolder,
  readNativeTensorflowRecord,
} from './native-tensorflow-record';

/**
 * Sees to it that processes which load native TensorFlow find it as set-up left it. Takes a
 * millisecond: lengths tell of what is missing or cut off.
 *
 * @throws UserError where it is missing or damaged.
 */
export function requireTensorflow(): void {
  const problem = findTensorflowProblem();
  if (problem === undefined) return;
  throw new UserError(`Native TensorFlow ${problem}`, {
    hint: `Run \`${setUpCommand()}\`, which puts it right, and this again.`,
  });
}

/** What can be seen to be wrong with native TensorFlow without loading it, a predicate. */
export function findTensorflowProblem(folder = findTfjsNodeFolder()): string | undefined {
  if (folder === undefined) return 'is missing: the package @tensorflow/tfjs-node is not installed';
  const record = readNativeTensorflowRecord(folder);
  if (record !== undefined) {
    const damage = findNativeDamage(folder, record);
    return damage === undefined ? undefined : `is damaged: ${damage}`;
  }
  // Whoever put it there by other means will know how.
  return hasAddon(folder) ? undefined : 'is not set up yet';
}

/** Addons are in folders by their version of Node-API: `lib/napi-v8/tfjs_binding.node`. */
function hasAddon(folder: string): boolean {
  const library = path.join(folder, 'lib');
  return (
    fs.existsSync(library) &&
    fs
      .readdirSync(library)
      .some((name) => fs.existsSync(path.join(library, name, 'tfjs_binding.node')))
  );
}
