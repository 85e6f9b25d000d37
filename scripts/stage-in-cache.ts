import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { lockPlace } from './lock-place';
import type { Report } from './report';

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
  const release = await lockPlace(place, () => fs.existsSync(place), report);
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
