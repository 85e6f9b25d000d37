import fs, { type Dirent } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { identifyProcess } from '../process/process-identity';
import { UserError } from '../user-error';
import { explainDiskError } from './disk-error';
import { listFolder } from './list-folder';

/* Named by machine, process and when that started, so that what a killed one left is known as such. */

const host = os.hostname().replace(/[^A-Za-z0-9.]/g, '_');
const folderName = /^ablate-[a-z]+-([A-Za-z0-9._]+)-(\d+)-([A-Za-z0-9]*)-[^-]+$/;

/**
 * Makes a folder for temporary files of this process.
 *
 * @throws UserError where the folder for temporary files can't be written.
 */
export function makeTemporaryFolder(purpose: string): string {
  const base = os.tmpdir();
  const name = `ablate-${purpose}-${host}-${process.pid}-${plainIdentity(process.pid) ?? ''}-`;
  try {
    return fs.mkdtempSync(path.join(base, name));
  } catch (error) {
    const reason = explainDiskError(error);
    if (reason === undefined) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      `Cannot write to the folder for temporary files, ${base}: ${code === 'ENOENT' ? 'there is no such folder' : reason}`,
      {
        hint: 'Make it, free some space in it, or name another one in the environment variable TMPDIR.',
        cause: error,
      },
    );
  }
}

/** Deletes the folders of this user that processes of this machine left which are gone. */
export function removeAbandonedFolders(): void {
  const base = os.tmpdir();
  for (const entry of listQuietly(base)) {
    const [, writer, pid, identity] = folderName.exec(entry.name) ?? [];
    if (!entry.isDirectory() || writer !== host || plainIdentity(Number(pid)) === identity)
      continue;
    const folder = path.join(base, entry.name);
    try {
      if (fs.lstatSync(folder).uid !== os.userInfo().uid) continue;
      fs.rmSync(folder, { recursive: true, force: true });
    } catch {
      // Somebody else's, or gone already.
    }
  }
}

/** What there is; nothing where the folder can't be listed, which whoever needs it will say. */
function listQuietly(folder: string): Dirent[] {
  try {
    return listFolder(folder);
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

function plainIdentity(pid: number): string | undefined {
  return identifyProcess(pid)?.replace(/[^A-Za-z0-9]/g, '');
}
