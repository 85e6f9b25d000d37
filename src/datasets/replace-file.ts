import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes a file so that readers see all of it or nothing, also while other processes write the
 * same one: under a name of its own, then renamed. Makes the folder.
 *
 * @throws the error of the file system
 */
export function replaceFile(file: string, contents: Uint8Array | string): void {
  const unfinished = `${file}.${randomUUID()}.tmp`;
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    writeFileSync(unfinished, contents);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
