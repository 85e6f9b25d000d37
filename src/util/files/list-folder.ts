import fs from 'node:fs';
import { describeDiskError } from './disk-error';

/**
 * What stands in a folder, in no order; nothing where there is no such folder.
 *
 * @throws UserError where it can't be listed: a file, no permission, links in a circle.
 */
export function listFolder(folder: string): fs.Dirent[] {
  return list(folder, () => fs.readdirSync(folder, { withFileTypes: true }));
}

/**
 * The names of what stands in a folder, in no order, where nothing else is asked; as `listFolder`.
 *
 * @throws UserError where it can't be listed.
 */
export function listNames(folder: string): string[] {
  return list(folder, () => fs.readdirSync(folder));
}

function list<Entry>(folder: string, read: () => Entry[]): Entry[] {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw describeDiskError(error, 'read', folder);
  }
}
