import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '../files/atomic-write';
import { makeFolder } from '../files/make-folder';
import { enterGuard } from '../guard';
import { identifyProcess } from './process-identity';

const holderSchema = z.object({
  pid: z.int(),
  host: z.string(),
  identity: z.string(),
  since: z.string(),
});

/** Who holds a lock. */
export type LockHolder = z.output<typeof holderSchema>;

/** A lock that was got, or who has it. */
export type LockAttempt =
  | { readonly ok: true; release(): void }
  | { readonly ok: false; readonly holder: LockHolder };

/**
 * Takes a lock that belongs to this process until it is released or the process is gone: what a
 * killed process left is taken over at once, because the lock names the process and when that
 * started. Processes of other hosts can't be looked at, so their locks are respected.
 *
 * @throws UserError where the folder can't be written.
 */
export function acquireProcessLock(file: string): LockAttempt {
  makeFolder(path.dirname(file));
  // Guards the moment between looking and taking; nobody holds it longer than that.
  const leave = enterGuard(`${file}.guard`);
  try {
    const holder = readLockHolder(file);
    if (holder !== undefined) return { ok: false, holder };
    writeFileAtomic(file, `${JSON.stringify(describeSelf())}\n`);
  } finally {
    leave();
  }
  return {
    ok: true,
    release() {
      const holder = readHolder(file);
      try {
        if (holder?.pid === process.pid) fs.rmSync(file, { force: true });
      } catch {
        // What stays behind names a process that will be gone, and holds nobody up then.
      }
    },
  };
}

/** The process that holds a lock, if it is still running. */
export function readLockHolder(file: string): LockHolder | undefined {
  const holder = readHolder(file);
  return holder !== undefined && isAlive(holder) ? holder : undefined;
}

/** Who holds a lock, as the end of a sentence. */
export function describeHolder({ pid, host, since }: LockHolder): string {
  return `process ${pid} on ${host}, since ${since}`;
}

function describeSelf(): LockHolder {
  return {
    pid: process.pid,
    host: os.hostname(),
    identity: identifyProcess(process.pid) ?? '',
    since: new Date().toISOString(),
  };
}

function isAlive(holder: LockHolder): boolean {
  if (holder.host !== os.hostname()) return true;
  return identifyProcess(holder.pid) === holder.identity;
}

function readHolder(file: string): LockHolder | undefined {
  try {
    return holderSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    // Missing, or not written by this program: nobody can be asked, so nobody holds it.
    return undefined;
  }
}
