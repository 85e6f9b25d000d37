import { createHash } from 'node:crypto';
import { formatStableJson } from '../util/stable-json';
import { revisionOfNumbers } from './numbers-revision';

/** SHA-256 of all that decides the numbers of a run; the order of keys does not matter. */
export function hashRun(seed: number, settings: unknown): string {
  const revision = revisionOfNumbers(settings);
  // Left out where numbers never changed, so that such runs keep their hash.
  return hash(revision === 1 ? { seed, settings } : { seed, settings, revision });
}

/** Whether a hash is the one of these settings, in this or an earlier revision of their numbers. */
export function isHashOf(configHash: string, seed: number, settings: unknown): boolean {
  return configHash === hashRun(seed, settings) || configHash === hash({ seed, settings });
}

function hash(value: unknown): string {
  return createHash('sha256').update(formatStableJson(value)).digest('hex');
}
