import fs from 'node:fs';
import path from 'node:path';
import { describeDiskError } from './disk-error';

/**
 * Makes a folder and those above it where they are missing. Node's own `recursive` says that the
 * folder above is missing where the disk is read-only, and never returns below `/proc`.
 *
 * @throws UserError where it can't be made.
 */
export function makeFolder(folder: string): void {
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    if (isFolder(folder)) return;
    const parent = path.dirname(folder);
    const isParentMissing = (error as NodeJS.ErrnoException).code === 'ENOENT' && !isFolder(parent);
    if (!isParentMissing || parent === folder) throw describeDiskError(error, 'create', folder);
    makeFolder(parent);
    makeFolder(folder);
  }
}

function isFolder(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
