import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { findDamage, type InspectionDepth, writeManifest } from './file-manifest';
import { lockPlace } from './lock-place';
import type { Report } from './report';

/**
 * Fills a place in the cache once, whoever comes first: `fill` writes into a folder beside it,
 * which is then renamed to the place. So the place is either absent or complete, even when a
 * set-up is killed, and set-ups of several clones at once share one download. What is filled notes
 * down what it holds; a place whose files are not so any more is filled anew.
 *
 * @param place folder, absolute; nothing happens where it is there and sound
 * @param depth how closely what is there is looked at
 * @throws UserError where the cache can't be written
 */
export async function stageInCache(
  place: string,
  report: Report,
  fill: (staging: string) => Promise<void>,
  depth: InspectionDepth = 'lengths',
): Promise<void> {
  const isFilled = (): boolean => isSound(place, depth);
  if (isFilled()) return;
  const parent = path.dirname(place);
  const release = await lockPlace(place, isFilled, report);
  if (release === undefined) return;
  const stagingPrefix = `${path.basename(place)}.partial-`;
  const staging = path.join(parent, `${stagingPrefix}${randomUUID()}`);
  try {
    for (const entry of fs.readdirSync(parent)) {
      if (entry.startsWith(stagingPrefix)) removeTree(path.join(parent, entry));
    }
    const damage = findDamage(place, depth);
    if (damage !== undefined) report.note('damaged', damage);
    removeTree(place);
    fs.mkdirSync(staging);
    await fill(staging);
    writeManifest(staging);
    publish(staging, place);
  } finally {
    removeTree(staging);
    await release();
  }
}

/** Whether a place is filled, and with what belongs there as far as anything says so. */
export function isSound(place: string, depth: InspectionDepth): boolean {
  return fs.existsSync(place) && findDamage(place, depth) === undefined;
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
