import { createRandom } from '../../../util/random';
import { deriveSeed } from '../../../util/seed';

/** Up to so many differences all flips are tried, 2^14 of them. */
const mostExact = 14;

const drawCount = 20_000;

/**
 * Two-sided p of paired differences against "it makes no difference", by flipping their signs: the
 * share of all 2^n flips whose sum is as far from zero as that seen (Fisher's randomization test;
 * Ernst, Permutation Methods, 2004). It takes differences for symmetric and for nothing else. Five
 * can't give less than 1/16, so that fewer than six decide nothing.
 *
 * Above 14 differences it draws 20,000 flips from a fixed seed and counts the one seen among them
 * (Phipson and Smyth, 2010).
 */
export function testSignFlips(differences: readonly number[]): number {
  const seen = Math.abs(differences.reduce((sum, value) => sum + value, 0));
  const size = differences.reduce((sum, value) => sum + Math.abs(value), 0);
  // Sums of the same numbers in another order differ by rounding.
  const isAsFar = (sum: number): boolean => Math.abs(sum) >= seen - 1e-12 * size;
  if (differences.length <= mostExact) return shareOfAll(differences, isAsFar);
  const random = createRandom(deriveSeed(0, 'sign-flips'));
  let far = 1;
  for (let draw = 0; draw < drawCount; draw += 1) {
    const sum = differences.reduce(
      (total, value) => total + value * (2 * random.integer(2) - 1),
      0,
    );
    if (isAsFar(sum)) far += 1;
  }
  return far / (drawCount + 1);
}

function shareOfAll(differences: readonly number[], isAsFar: (sum: number) => boolean): number {
  const flips = 2 ** differences.length;
  let far = 0;
  for (let flip = 0; flip < flips; flip += 1) {
    const sum = differences.reduce(
      (total, value, index) => total + ((flip >> index) & 1 ? -value : value),
      0,
    );
    if (isAsFar(sum)) far += 1;
  }
  return far / flips;
}
