import { mean } from 'simple-statistics';
import { groupBy } from '../../../util/group-by';

/** A learning rate, and what was reached with it. */
export interface RatedScore {
  /** Above 0. */
  readonly rate: number;
  readonly score: number;
}

/** How much a setting on a log scale may vary. */
export interface RateSensitivity {
  /** Decades of rates within the tolerance of the best; 0 where only a single rate was tried. */
  readonly decades: number;
  readonly bestRate: number;
  readonly bestScore: number;
  /** Whether the lowest, or highest, rate that was tried is within: then there may be more decades. */
  readonly isOpenBelow: boolean;
  readonly isOpenAbove: boolean;
}

/**
 * How forgiving a rate is: the total width, in decades, of the rates whose score is within a
 * tolerance of the best. Scores of one rate are averaged; between rates the score is taken for
 * straight over log10(rate).
 *
 * @param points at least one.
 * @param tolerance in units of the score, at least 0.
 */
export function measureSensitivity(
  points: readonly RatedScore[],
  tolerance: number,
  isGreaterBetter: boolean,
): RateSensitivity {
  const sign = isGreaterBetter ? 1 : -1;
  const line = [...groupBy(points, ({ rate }) => rate)]
    .map(([rate, members]) => ({
      rate,
      decade: Math.log10(rate),
      height: sign * mean(members.map(({ score }) => score)),
    }))
    .toSorted((a, b) => a.rate - b.rate);
  const best = line.reduce((top, point) => (point.height > top.height ? point : top));
  const floor = best.height - tolerance;
  const decades = line.slice(1).reduce((sum, right, index) => {
    const left = line[index] ?? right;
    return sum + (right.decade - left.decade) * shareAbove(left.height, right.height, floor);
  }, 0);
  return {
    decades,
    bestRate: best.rate,
    bestScore: sign * best.height,
    isOpenBelow: (line[0]?.height ?? floor) >= floor,
    isOpenAbove: (line.at(-1)?.height ?? floor) >= floor,
  };
}

/** The share of a straight line between two heights that is at least as high as a floor. */
function shareAbove(first: number, second: number, floor: number): number {
  const [low, high] = first < second ? [first, second] : [second, first];
  if (low >= floor) return 1;
  return high < floor ? 0 : (high - floor) / (high - low);
}
