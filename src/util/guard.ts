import fs from 'node:fs';
import { describeDiskError } from './files/disk-error';

const pollMs = 20;
/** Nobody stays inside for longer than it takes to write a small file. */
const staleMs = 2000;

/**
 * Waits for, and enters, what only one process is inside of at a time: a folder that is there while
 * someone is. Only for moments. One that a killed process left is known by standing there unchanged
 * for as long as nobody stays, measured here: its own time says nothing where clocks are set.
 *
 * @returns what leaves it again.
 * @throws UserError where the folder can't be made.
 */
export function enterGuard(folder: string): () => void {
  let seen: { readonly identity: string; readonly since: number } | undefined;
  for (;;) {
    try {
      fs.mkdirSync(folder);
      return () => removeGuard(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw describeDiskError(error, 'lock', folder);
      }
    }
    const identity = identify(folder);
    const now = performance.now();
    if (identity !== seen?.identity) seen = { identity, since: now };
    else if (now - seen.since > staleMs) removeGuard(folder);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pollMs);
  }
}

/** Tells the folder that is there from the next of its name. */
function identify(folder: string): string {
  const found = fs.lstatSync(folder, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.ino} ${found.ctimeMs}`;
}

function removeGuard(folder: string): void {
  try {
    fs.rmdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw describeDiskError(error, 'unlock', folder);
  }
}
