import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import lockfile from 'proper-lockfile';
import { UserError } from '../src/util/user-error';
import type { Report } from './report';

const LOCK_STALE_MS = 15_000;
const POLL_MS = 300;

/**
 * Fills a place in the cache once, whoever comes first: `fill` writes into a folder beside it,
 * which is then renamed to the place. So the place is either absent or complete, even when a
 * set-up is killed, and set-ups of several clones at once share one download.
 *
 * @param place folder, absolute; nothing happens where it exists already
 * @throws UserError where the cache can't be written
 */
export async function stageInCache(
  place: string,
  report: Report,
  fill: (staging: string) => Promise<void>,
): Promise<void> {
  if (fs.existsSync(place)) return;
  const parent = path.dirname(place);
  const release = await lockPlace(place, parent, report);
  if (release === undefined) return;
  const stagingPrefix = `${path.basename(place)}.partial-`;
  const staging = path.join(parent, `${stagingPrefix}${randomUUID()}`);
  try {
    for (const entry of fs.readdirSync(parent)) {
      if (entry.startsWith(stagingPrefix)) removeTree(path.join(parent, entry));
    }
    fs.mkdirSync(staging);
    await fill(staging);
    publish(staging, place);
  } finally {
    removeTree(staging);
    await release();
  }
}

/** Claims the place, or gives undefined where another set-up filled it meanwhile. */
async function lockPlace(
  place: string,
  parent: string,
  report: Report,
): Promise<(() => Promise<void>) | undefined> {
  let waitSaid = false;
  for (;;) {
    try {
      fs.mkdirSync(parent, { recursive: true });
      // A lock lost (a machine that slept) does no harm: the rename decides who filled the place.
      const options = { realpath: false, stale: LOCK_STALE_MS, onCompromised: () => {} };
      const release = await lockfile.lock(place, options);
      if (!fs.existsSync(place)) return () => release().catch(() => {});
      await release();
      return undefined;
    } catch (error) {
      if (!isErrorWithCode(error)) throw error;
      if (error.code !== 'ELOCKED') throw explainUnwritable(parent, error);
    }
    if (fs.existsSync(place)) return undefined;
    if (!waitSaid) report.note('waiting', `another set-up is filling ${path.basename(place)}`);
    waitSaid = true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function publish(staging: string, place: string): void {
  try {
    fs.renameSync(staging, place);
  } catch (error) {
    // Somebody else's complete folder is as good.
    if (!fs.existsSync(place)) throw error;
  }
}

function removeTree(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

function explainUnwritable(folder: string, error: NodeJS.ErrnoException): UserError {
  const isFull = error.code === 'ENOSPC' || error.code === 'EDQUOT';
  return new UserError(
    `The cache folder ${folder} ${isFull ? 'is full' : "can't be written"} (${error.code}).`,
    {
      hint: isFull
        ? 'Free about 1.5 GB there, or set ABLATE_CACHE_DIR to a folder on a larger disk, and run this again.'
        : 'Set ABLATE_CACHE_DIR to a folder that you may write to and run this again.',
      cause: error,
    },
  );
}

function isErrorWithCode(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
