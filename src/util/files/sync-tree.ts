import fs from 'node:fs/promises';
import path from 'node:path';
import { describeDiskError } from './disk-error';
import { listFolder } from './list-folder';

/** Windows flushes only what is open for writing, opens no folders, and makes names durable by itself. */
const isWindows = process.platform === 'win32';

/**
 * Waits until all that stands in a folder, and in the folders within, would survive a power failure. The
 * disk gets everything side by side, which takes little longer than a single file.
 *
 * @throws UserError where the disk refuses.
 */
export async function syncTree(folder: string): Promise<void> {
  const entries = listFolder(folder).map(async (entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) await syncTree(file);
    else if (entry.isFile()) await sync(file);
  });
  await Promise.all(entries);
  if (!isWindows) await sync(folder);
}

async function sync(file: string): Promise<void> {
  try {
    const handle = await fs.open(file, isWindows ? 'r+' : 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    // What is gone needs no disk.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw describeDiskError(error, 'write', file);
    }
  }
}
