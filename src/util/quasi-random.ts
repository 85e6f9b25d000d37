import { createRandom, shuffle } from './random';
import { deriveSeed } from './seed';

/** Bases of the first dimensions: primes. In larger ones, short sequences fill space no better than chance. */
const bases = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53] as const;

/** How many dimensions there are. */
export const quasiRandomDimensions: number = bases.length;

/** Bits of a float64 in [0, 1): digits beyond say nothing. */
const precisionBits = 53;

/** One coordinate of a sequence that fills a cube evenly, whatever its length. */
export type QuasiRandomSequence = (index: number) => number;

/**
 * One dimension of a Halton sequence whose digits are permuted at random, each position by itself,
 * as in Owen (2017), arXiv 1706.02808: as even as Halton's, without the ramps that large bases draw,
 * and uniform in [0, 1) over seeds. A value depends on the dimension, the seed and its index alone,
 * so that a longer sequence begins with a shorter one.
 *
 * @param dimension from 0, below `quasiRandomDimensions`: which coordinate of the points it is.
 * @param seed from `deriveSeed`; another one permutes anew.
 */
export function createQuasiRandom(dimension: number, seed: number): QuasiRandomSequence {
  const base = bases[dimension];
  if (base === undefined) throw new Error(`There is no dimension ${dimension}`);
  const digits = Math.ceil((precisionBits * Math.LN2) / Math.log(base));
  const permutations = Array.from({ length: digits }, (_, position) =>
    permute(base, deriveSeed(seed, `digit-${position}`)),
  );
  return (index) => {
    let value = 0;
    let weight = 1 / base;
    let rest = index;
    for (const permutation of permutations) {
      value += weight * (permutation[rest % base] ?? 0);
      rest = Math.floor(rest / base);
      weight /= base;
    }
    // Rounding of the sum may reach 1.
    return Math.min(value, 1 - Number.EPSILON);
  };
}

/** A random order of 0 to `length` - 1. */
function permute(length: number, seed: number): Int32Array {
  const order = Int32Array.from({ length }, (_, value) => value);
  shuffle(order, createRandom(seed));
  return order;
}
