import fs from 'node:fs';
import path from 'node:path';
import lockfile from 'proper-lockfile';
import { UserError } from '../src/util/user-error';
import type { Report } from './report';

const STALE_MS = 15_000;
const POLL_MS = 300;

/**
 * Claims a place in the cache, to fill it, and waits while another set-up does.
 *
 * @param place the path to be filled; its parent folder is made
 * @param isFilled whether it needs no filling any more
 * @returns gives the place free again; undefined where another set-up filled it meanwhile
 * @throws UserError where the cache can't be written
 */
export async function lockPlace(
  place: string,
  isFilled: () => boolean,
  report: Report,
): Promise<(() => Promise<void>) | undefined> {
  const parent = path.dirname(place);
  let waitSaid = false;
  for (;;) {
    try {
      fs.mkdirSync(parent, { recursive: true });
      // A lock lost (a machine that slept) does no harm: what completes a place is atomic.
      const options = { realpath: false, stale: STALE_MS, onCompromised: () => {} };
      const release = await lockfile.lock(place, options);
      if (!isFilled()) return () => release().catch(() => {});
      await release();
      return undefined;
    } catch (error) {
      if (!isErrorWithCode(error)) throw error;
      if (error.code !== 'ELOCKED') throw explainUnwritable(parent, error);
    }
    if (isFilled()) return undefined;
    if (!waitSaid) report.note('waiting', `another set-up is filling ${path.basename(place)}`);
    waitSaid = true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function explainUnwritable(folder: string, error: NodeJS.ErrnoException): UserError {
  const isFull = error.code === 'ENOSPC' || error.code === 'EDQUOT';
  const state = isFull ? 'is full' : "can't be written";
  return new UserError(`The cache folder ${folder} ${state} (${error.code}).`, {
    hint: isFull
      ? 'Free about 1.5 GB there, or set ABLATE_CACHE_DIR to a folder on a larger disk, and run this again.'
      : 'Set ABLATE_CACHE_DIR to a folder that you may write to and run this again.',
    cause: error,
  });
}

function isErrorWithCode(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'code' in error;
}
