import { createHash } from 'node:crypto';
import { formatStableJson } from '../util/stable-json';
import { revisionOfNumbers } from './numbers-revision';

/** SHA-256 of all that decides the numbers of a run; the order of keys does not matter. */
export function hashRun(seed: number, settings: unknown): string {
  return hash(seed, settings, revisionOfNumbers(settings));
}

/** Whether a hash is the one of these settings, in this or an earlier revision of their numbers. */
export function isHashOf(configHash: string, seed: number, settings: unknown): boolean {
  const current = revisionOfNumbers(settings);
  return [1, 2, 3].some(
    (revision) => revision <= current && configHash === hash(seed, settings, revision),
  );
}

function hash(seed: number, settings: unknown, revision: number): string {
  // Left out where numbers never changed, so that such runs keep their hash.
  const value = revision === 1 ? { seed, settings } : { seed, settings, revision };
  return createHash('sha256').update(formatStableJson(value)).digest('hex');
}
