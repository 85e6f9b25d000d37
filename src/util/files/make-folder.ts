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
    const { code } = error as NodeJS.ErrnoException;
    // What exists and is no folder stands in the way, as it does further up.
    const cause = code === 'EEXIST' ? { code: 'ENOTDIR' } : error;
    const parent = path.dirname(folder);
    const isParentMissing = code === 'ENOENT' && !isFolder(parent) && parent !== folder;
    if (!isParentMissing) throw describeDiskError(cause, 'create', folder);
    makeFolder(parent);
    makeFolder(folder);
  }
}

function isFolder(file: string): boolean {
  try {
    return fs.statSync(file).isDirectory();
  } catch {
    return false;
  }
}
