import fs from 'node:fs';
import path from 'node:path';
import { describeDiskError } from '../../util/files/disk-error';
import { isThere } from '../../util/files/is-there';
import { listNames } from '../../util/files/list-folder';
import { makeFolder } from '../../util/files/make-folder';
import { UserError } from '../../util/user-error';
import { chooseNext, findNewest } from '../replaced/replaced-folder';

/*
 * What is archived stands beside the experiments, out of the sight of TensorBoard and of every command:
 * `.archive/experiments/<experiment>` and `.archive/runs/<experiment>/<run>`, and where that is taken
 * `<name>-2` and so on.
 */

/** Where something goes from a folder of results, by its name there: `mnist`, or `mnist/adam-s0`. */
function placeOf(resultsDir: string, name: string): { folder: string; base: string } {
  const experiment = path.dirname(name);
  const base = path.basename(name);
  const archive = path.join(resultsDir, '.archive');
  return experiment === '.'
    ? { folder: path.join(archive, 'experiments'), base }
    : { folder: path.join(archive, 'runs', experiment), base };
}

/**
 * Moves an experiment or a run into the archive.
 *
 * @returns where it went.
 * @throws UserError where it can't be moved.
 */
export function moveToArchive(resultsDir: string, name: string): string {
  const { folder, base } = placeOf(resultsDir, name);
  makeFolder(folder);
  const place = chooseNext(folder, base);
  move(path.join(resultsDir, name), place);
  return place;
}

/**
 * Moves what was archived last under a name back to its place.
 *
 * @returns its place.
 * @throws UserError where nothing was archived under the name, its place is taken, or it can't be moved.
 */
export function bringFromArchive(resultsDir: string, name: string): string {
  const { folder, base } = placeOf(resultsDir, name);
  const archived = findNewest(folder, base);
  if (archived === undefined) {
    const known = listNames(folder).sort();
    throw new UserError(`Nothing is archived as ${name} in ${resultsDir}`, {
      hint:
        known.length === 0
          ? 'Say where results are with --results-dir.'
          : `There is: ${known.slice(0, 8).join(', ')}${known.length > 8 ? ', ...' : ''}.`,
    });
  }
  const place = path.join(resultsDir, name);
  if (isThere(place)) {
    throw new UserError(`${place} is there, so that nothing can come back to it`, {
      hint: `Archive that first, or look at what is archived in its place: ${archived}`,
    });
  }
  makeFolder(path.dirname(place));
  move(archived, place);
  return place;
}

/**
 * Deletes an experiment or a run: under another name first, so that a kill in the middle leaves no half
 * of it.
 *
 * @throws UserError where it can't be deleted.
 */
export function deleteResults(resultsDir: string, name: string): void {
  const leaving = path.join(resultsDir, `.deleted-${process.pid}-${path.basename(name)}`);
  move(path.join(resultsDir, name), leaving);
  try {
    fs.rmSync(leaving, { recursive: true, force: true });
  } catch (error) {
    throw describeDiskError(error, 'delete', leaving);
  }
}

function move(from: string, to: string): void {
  try {
    fs.renameSync(from, to);
  } catch (error) {
    throw describeDiskError(error, 'move', from);
  }
}
