import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { identifyProcess } from '../process/process-identity';
import { UserError } from '../user-error';
import { describeDiskError } from './disk-error';
import { describeOddFile } from './file-kind';
import { listFolder } from './list-folder';

/**
 * Temporary names don't contain the name of the file that they become, so that no reader which
 * goes by a part of the name (TensorBoard looks for `tfevents`) takes one for the file.
 */
const temporaryName = /^\.ablate-(?:(.+)-)?(\d+)-\d+\.tmp$/;
/** On a shared drive the numbers of processes are not enough. */
const host = os.hostname().replace(/[^A-Za-z0-9-]/g, '-');
let temporaryCount = 0;

/**
 * What a write waits for. `file and name`: the new file survives a power failure. `file`: one of both
 * does, the new one as soon as another file of the folder waits for its name. `nothing`, for what is made
 * again from other files: the old one, the new one, or a part of it.
 */
export type Sync = 'file and name' | 'file' | 'nothing';

/**
 * Replaces a file as a whole: readers see the old content or the new, never a part, and after a
 * power failure too one of both stands there. The parts are written one behind the other.
 *
 * @param sync what the call waits for.
 * @throws UserError when the disk is full, read-only or refuses otherwise, and where a device or a
 * pipe stands, which must not be replaced; the old file is then untouched and nothing is left behind.
 */
export function writeFileAtomic(
  file: string,
  content: string | Uint8Array | readonly Uint8Array[],
  sync: Sync = 'file and name',
): void {
  const folder = path.dirname(file);
  temporaryCount += 1;
  const temporary = path.join(folder, `.ablate-${host}-${process.pid}-${temporaryCount}.tmp`);
  try {
    refuseOddTarget(file);
    try {
      writeParts(temporary, toParts(content), sync !== 'nothing');
      fs.renameSync(temporary, file);
    } catch (error) {
      fs.rmSync(temporary, { force: true });
      throw error;
    }
    if (sync === 'file and name') syncFolder(folder);
  } catch (error) {
    throw describeDiskError(error, 'write', file);
  }
}

/**
 * Deletes what processes that were killed in the middle of `writeFileAtomic` left in a folder. Only
 * for a folder that nobody else writes to.
 */
export function removeTemporaries(folder: string): void {
  for (const name of fs.readdirSync(folder)) {
    if (temporaryName.test(name)) {
      fs.rmSync(path.join(folder, name), { force: true });
    }
  }
}

/**
 * Deletes what processes of this machine that are gone left half-written in a folder that others
 * may write to. Where something can't be deleted it stays.
 */
export function removeAbandonedTemporaries(folder: string): void {
  for (const { name } of listFolder(folder)) {
    const [, writer = host, pid] = temporaryName.exec(name) ?? [];
    if (pid === undefined || writer !== host || identifyProcess(Number(pid)) !== undefined)
      continue;
    try {
      fs.rmSync(path.join(folder, name), { force: true });
    } catch {
      // It is in nobody's way.
    }
  }
}

/** Makes renames and deletions in a folder survive a power failure, where the system can. */
export function syncFolder(folder: string): void {
  // Windows can't open folders, and makes renames durable by itself.
  if (process.platform === 'win32') return;
  const descriptor = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Renaming onto a device or a pipe would take it away from everybody else. */
function refuseOddTarget(file: string): void {
  const stats = fs.statSync(file, { throwIfNoEntry: false });
  const odd = stats === undefined || stats.isDirectory() ? undefined : describeOddFile(stats);
  const isOfSystem = /^\/(dev|proc)\//.test(path.resolve(file));
  if (odd === undefined && !isOfSystem) return;
  throw new UserError(`Cannot write ${file}: it is ${odd ?? 'a file of the system'}`, {
    hint: 'Give the name of an ordinary file.',
  });
}

function toParts(content: string | Uint8Array | readonly Uint8Array[]): readonly Uint8Array[] {
  if (typeof content === 'string') return [Buffer.from(content)];
  return content instanceof Uint8Array ? [content] : content;
}

function writeParts(file: string, parts: readonly Uint8Array[], isSynced: boolean): void {
  const descriptor = fs.openSync(file, 'wx');
  try {
    for (const part of parts) {
      let written = 0;
      while (written < part.length) {
        written += fs.writeSync(descriptor, part, written);
      }
    }
    if (isSynced) fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}
