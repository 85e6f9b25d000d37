import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { describeDiskError } from '../util/files/disk-error';
import { listFolder } from '../util/files/list-folder';
import { formatHolder, type LeaseHolder, parseHolder } from './lease-holder';
import { readLease } from './lease-watch';

/*
 * The files of leases: how one is put in its place, kept and taken away, so that whatever processes do
 * at the same time, one of them has it.
 */

/** Puts a lease in its place, unless one is there. */
export function publishLease(file: string, self: LeaseHolder): boolean {
  const own = `${file}.${self.nonce}`;
  try {
    fs.writeFileSync(own, formatHolder(self));
    return link(own, file) || readLease(file)?.holder?.nonce === self.nonce;
  } catch (error) {
    throw describeDiskError(error, 'lock', file);
  } finally {
    fs.rmSync(own, { force: true });
  }
}

/** Links a file to a name; false where something has the name. */
function link(from: string, to: string): boolean {
  try {
    fs.linkSync(from, to);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    // Somebody has the name, or cleared what looked left over.
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(code)) throw error;
    return copy(from, to);
  }
}

/** The same on drives without links. */
function copy(from: string, to: string): boolean {
  try {
    fs.copyFileSync(from, to, fs.constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes a lease away, if it is still the one that was judged: renaming has one winner. */
export function removeLease(file: string, nonce: string | undefined): void {
  const dead = `${file}.dead-${randomUUID()}`;
  try {
    fs.renameSync(file, dead);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw describeDiskError(error, 'unlock', file);
  }
  try {
    if (readLease(dead)?.holder?.nonce !== nonce) link(dead, file);
  } finally {
    fs.rmSync(dead, { force: true });
  }
  removeLeftovers(file);
}

const leftoverMs = 600_000;

/** Clears what processes left that were killed while they claimed or took over. */
function removeLeftovers(file: string): void {
  const folder = path.dirname(file);
  for (const { name } of listFolder(folder)) {
    if (!name.startsWith(`${path.basename(file)}.`)) continue;
    const leftover = path.join(folder, name);
    const found = fs.lstatSync(leftover, { throwIfNoEntry: false });
    if (found === undefined || Date.now() - found.mtimeMs < leftoverMs) continue;
    fs.rmSync(leftover, { force: true });
  }
}

const putBackMs = 20;

/** Writes to a lease that is still the holder's; false where it is another's. */
export function touchLease(file: string, holder: LeaseHolder): boolean {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const descriptor = fs.openSync(file, 'r+');
      try {
        const text = fs.readFileSync(descriptor, 'utf8');
        if (parseHolder(text)?.nonce !== holder.nonce) return false;
        fs.writeSync(descriptor, formatHolder(holder), 0);
        return true;
      } finally {
        fs.closeSync(descriptor);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      // Who takes over what was dead puts back what it finds alive.
      if (attempt === 3) return false;
      pause(putBackMs);
    }
  }
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
