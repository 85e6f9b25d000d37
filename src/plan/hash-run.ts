import { createHash } from 'node:crypto';
import { formatStableJson } from '../util/stable-json';

/** SHA-256 of all that decides the numbers of a run; the order of keys does not matter. */
export function hashRun(seed: number, settings: unknown): string {
  return createHash('sha256').update(formatStableJson({ seed, settings })).digest('hex');
}
