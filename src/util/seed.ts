import { createHash } from 'node:crypto';

/**
 * Derives the sub-seed of one random thing from the seed of its run: the same pair always gives
 * the same number, different names give unrelated ones. `name` says what draws from it, for
 * instance `init/fc1/kernel` or `batch-order/epoch-3`.
 *
 * @returns an integer from 1 to 2^31 - 1. Never 0, because several tfjs functions take a seed of
 * 0 for "no seed".
 */
export function deriveSeed(runSeed: number, name: string): number {
  const digest = createHash('sha256').update(`${runSeed}/${name}`).digest();
  return (digest.readUInt32BE(0) % (2 ** 31 - 1)) + 1;
}
