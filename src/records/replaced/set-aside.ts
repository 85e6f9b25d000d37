import fs from 'node:fs';
import path from 'node:path';
import { describeDiskError } from '../../util/files/disk-error';
import { isThere } from '../../util/files/is-there';
import { makeFolder } from '../../util/files/make-folder';
import type { RunDirectory } from '../run-directory';
import { chooseNext, findNewest, replacedFolder } from './replaced-folder';

/*
 * What makes room for something else is not deleted: it moves beside the experiments, out of
 * TensorBoard's sight, into `.replaced/<experiment>/<run>-<mark>`, and where that is taken into
 * `<run>-<mark>-2` and so on.
 */

/**
 * Moves the folder of a run aside.
 *
 * @param mark what tells it from others of its name: the beginning of a content hash, or a word.
 * @returns where it went.
 * @throws UserError where it can't be moved.
 */
export function moveRunAside(run: RunDirectory, mark: string): string {
  const archive = archiveOf(run);
  makeFolder(archive);
  const place = chooseNext(archive, `${run.name}-${mark}`);
  try {
    fs.renameSync(run.path, place);
  } catch (error) {
    throw describeDiskError(error, 'move', run.path);
  }
  return place;
}

/**
 * Moves single records of a run aside, beside a copy of its configuration.
 *
 * @param files what moves away; what is not there is passed over.
 * @param copies what stays as well, because the run goes on with a part of it.
 * @returns the folder that they went to; undefined where there was nothing to move.
 * @throws UserError where something can't be moved.
 */
export function setRecordsAside(
  run: RunDirectory,
  files: readonly string[],
  copies: readonly string[] = [],
): string | undefined {
  const moving = files.filter(isThere);
  const copied = copies.filter((file) => isThere(file) && !moving.includes(file));
  if (moving.length + copied.length === 0) return undefined;
  const archive = archiveOf(run);
  makeFolder(archive);
  const place = chooseNext(archive, `${run.name}-damaged`);
  makeFolder(place);
  const config = [run.runFile].filter((file) => isThere(file) && !moving.includes(file));
  try {
    for (const file of [...copied, ...config]) {
      fs.cpSync(file, path.join(place, path.basename(file)), { recursive: true });
    }
    for (const file of moving) fs.renameSync(file, path.join(place, path.basename(file)));
  } catch (error) {
    throw describeDiskError(error, 'move', run.path);
  }
  return place;
}

/**
 * Moves what was set aside last under a mark back. What stands in the folder of the run meanwhile,
 * the log of an attempt that came to nothing, moves aside for it.
 *
 * @returns whether there was something.
 * @throws UserError where it can't be moved.
 */
export function bringRunBack(run: RunDirectory, mark: string): boolean {
  const place = findNewest(archiveOf(run), `${run.name}-${mark}`);
  if (place === undefined) return false;
  if (isThere(run.path)) moveRunAside(run, 'unfinished');
  try {
    fs.renameSync(place, run.path);
  } catch (error) {
    throw describeDiskError(error, 'move', place);
  }
  return true;
}

/**
 * Moves a file of an experiment aside, for what takes its name.
 *
 * @returns where it went.
 * @throws UserError where it can't be moved.
 */
export function moveFileAside(file: string): string {
  const archive = replacedFolder({ path: path.dirname(file) });
  makeFolder(archive);
  const place = chooseNext(archive, path.basename(file));
  try {
    fs.renameSync(file, place);
  } catch (error) {
    throw describeDiskError(error, 'move', file);
  }
  return place;
}

function archiveOf(run: RunDirectory): string {
  return replacedFolder({ path: path.dirname(run.path) });
}
