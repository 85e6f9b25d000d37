import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { InitialModel, InitialModelRefusal } from '../plan/initial-weights';
import { isThere } from '../util/files/is-there';
import { UserError } from '../util/user-error';
import { readSavedModel, type SavedModel } from './read-saved-model';
import { RunDirectory } from './run-directory';

/**
 * Finds the trained model of a run, to start from.
 *
 * @param from its folder, or `experiment/run` in a folder of results.
 * @param places folders that `from` may be relative to, the first first.
 */
export function findInitialModel(
  from: string,
  places: readonly string[],
): InitialModel | InitialModelRefusal {
  const candidates = places.map((place) => new RunDirectory(path.resolve(place, from)));
  const run = candidates.find(({ model }) => isThere(path.join(model, 'model.json')));
  if (run === undefined) {
    return {
      message: `${from} is no run that has its model`,
      hint: `Looked for ${candidates.map(({ model }) => model).join(', ')}. A run has its model at its end.`,
    };
  }
  try {
    const { weights } = readSavedModel(run.model);
    const shapes = new Map([...weights].map(([name, { shape }]) => [name, shape]));
    return { folder: run.model, pin: pinOf(run.model, run.name), shapes };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { message: error.message, hint: error.hint };
  }
}

/**
 * Reads the model that a run starts from.
 *
 * @param pin what it was when the run was planned.
 * @throws UserError where it is gone, damaged, or another by now.
 */
export function readInitialModel(folder: string, pin: string): SavedModel {
  const model = readSavedModel(folder);
  if (pinOf(folder, path.basename(path.dirname(folder))) !== pin) {
    throw new UserError(`${folder} holds another model than when the runs were planned`, {
      hint: 'Run the spec again to start from what it is now.',
    });
  }
  return model;
}

/** `adam-s0 sha256:...`, of all its weights and how they are named. */
function pinOf(folder: string, name: string): string {
  const hash = createHash('sha256');
  for (const file of ['model.json', 'weights.bin']) {
    hash.update(fs.readFileSync(path.join(folder, file))).update('\0');
  }
  return `${name} sha256:${hash.digest('hex')}`;
}
