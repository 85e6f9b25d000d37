import { expectBest } from './expected-best';

/** What the last points that were tried brought. */
export interface LastRise {
  /** How many of the points that is: a quarter. */
  readonly count: number;
  /** By how much the expected best gets better with them, at least 0. */
  readonly rise: number;
}

/**
 * How much the best of B points still got better over the last quarter of them, on average over all
 * orders: the expected best of B points less that of 3 B / 4, without replacement (`expectBest`). The
 * expected best rises ever more slowly, so that a quarter more points can't be expected to bring more
 * than that. As many again as the 4 to 16 that were drawn bring 1.1 to 1.3 times as much where scores
 * fall with the square of the distance from an optimum within the range, and 1.6 to 1.8 times as much
 * where they rise evenly to its end. Between equal points, the luck of three seeds alone looks like a
 * rise of a tenth of their standard deviation.
 *
 * @param scores of the points.
 * @returns undefined where there are fewer than two.
 */
export function measureLastRise(
  scores: readonly number[],
  isGreaterBetter: boolean,
): LastRise | undefined {
  if (scores.length < 2) return undefined;
  const expected = expectBest(scores, isGreaterBetter);
  const count = Math.max(1, Math.round(scores.length / 4));
  const [all = Number.NaN, before = Number.NaN] = [expected.at(-1), expected.at(-1 - count)];
  return { count, rise: Math.abs(all - before) };
}
