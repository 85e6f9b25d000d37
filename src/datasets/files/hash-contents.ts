import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { describeDiskError } from '../../util/files/disk-error';
import { UserError } from '../../util/user-error';
import { listDataFolder } from './list-data-folder';

/** Checksums of files that have been read before by this process, by path, size and time of change. */
const known = new Map<string, string>();

/**
 * SHA-256 of a file, or of the names and contents of all files in a folder.
 *
 * @throws UserError where there is none, or it can't be read.
 */
export function hashContents(place: string): string {
  const stats = fs.statSync(place, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw new UserError(`${path.basename(place)} was not found`, {
      hint: `There is no ${place}: paths in a spec start from the folder of the spec.`,
    });
  }
  if (!stats.isDirectory()) return hashFile(place, stats);
  const files = listDataFolder(place).files.map((name) => {
    const file = path.join(place, name);
    return [name, hashFile(file, fs.statSync(file))];
  });
  return createHash('sha256').update(JSON.stringify(files)).digest('hex');
}

function hashFile(file: string, { size, mtimeMs, ino }: fs.Stats): string {
  const key = JSON.stringify([file, size, mtimeMs, ino]);
  const found = known.get(key) ?? hashBytes(file);
  known.set(key, found);
  return found;
}

function hashBytes(file: string): string {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(2 ** 20);
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(file, 'r');
    for (;;) {
      const length = fs.readSync(descriptor, buffer);
      if (length === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, length));
    }
  } catch (error) {
    throw describeDiskError(error, 'read', file);
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}
