import fs from 'node:fs';
import { describeDiskError } from './disk-error';

/**
 * What stands in a folder, in no order; nothing where there is no such folder.
 *
 * @throws UserError where it can't be listed: a file, no permission, links in a circle.
 */
export function listFolder(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw describeDiskError(error, 'read', folder);
  }
}
