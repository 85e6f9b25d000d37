import { quantileSorted } from 'simple-statistics';
import { createRandom } from '../../../util/random';
import { deriveSeed } from '../../../util/seed';
import { confidence, type Interval } from '../estimate-mean';
import { expectBest } from './expected-best';

const resampleCount = 1000;

/** The expected best of some number of points. */
export interface BudgetPoint {
  readonly budget: number;
  readonly expected: number;
  /** 95 % percentile band over resampled points. */
  readonly band: Interval;
}

/**
 * The expected best for each budget, with a band by the bootstrap over points (1,000 resamples from a
 * fixed seed). Near the full number of points the band says little of better ones that were not
 * tried: it can't reach beyond the best that was.
 *
 * @param scores of the points, at least one.
 */
export function traceBudgets(scores: readonly number[], isGreaterBetter: boolean): BudgetPoint[] {
  const curves = resampleCurves(scores, isGreaterBetter, 'points');
  return expectBest(scores, isGreaterBetter).map((expected, index) => {
    const sorted = curves.map((curve) => curve[index] ?? expected).toSorted((a, b) => a - b);
    return {
      budget: index + 1,
      expected,
      band: {
        low: quantileSorted(sorted, (1 - confidence) / 2),
        high: quantileSorted(sorted, (1 + confidence) / 2),
      },
    };
  });
}

/** Which of two leads from some budget on. */
export interface BudgetLead {
  /** The first budget at which it leads. */
  readonly from: number;
  readonly leader: 'first' | 'second';
  /** Share of resamples in which it leads there: near 0.5 the order is not settled. */
  readonly share: number;
}

/**
 * The order of two by budget: who leads with one point each, and every budget at which that changes,
 * up to the smaller number of points (Sivaprasad et al., Optimizer Benchmarking Needs to Account for
 * Hyperparameter Tuning, 2020). Budgets with equal expectations keep the leader.
 */
export function findLeads(
  first: readonly number[],
  second: readonly number[],
  isGreaterBetter: boolean,
): BudgetLead[] {
  const sign = isGreaterBetter ? 1 : -1;
  const [a, b] = [expectBest(first, isGreaterBetter), expectBest(second, isGreaterBetter)];
  const resampledA = resampleCurves(first, isGreaterBetter, 'first');
  const resampledB = resampleCurves(second, isGreaterBetter, 'second');
  const leadAt = (one: readonly number[], other: readonly number[], index: number): number =>
    sign * ((one[index] ?? 0) - (other[index] ?? 0));
  const leads: BudgetLead[] = [];
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const lead = leadAt(a, b, index);
    const leader = lead > 0 ? 'first' : 'second';
    if (lead === 0 || leader === leads.at(-1)?.leader) continue;
    const agreeing = resampledA.filter((curve, draw) => {
      const resampled = leadAt(curve, resampledB[draw] ?? [], index);
      return leader === 'first' ? resampled > 0 : resampled < 0;
    });
    leads.push({ from: index + 1, leader, share: agreeing.length / resampleCount });
  }
  return leads;
}

function resampleCurves(
  scores: readonly number[],
  isGreaterBetter: boolean,
  name: string,
): number[][] {
  const random = createRandom(deriveSeed(0, `expected-best/${name}`));
  return Array.from({ length: resampleCount }, () =>
    expectBest(
      scores.map(() => scores[random.integer(scores.length)] ?? Number.NaN),
      isGreaterBetter,
    ),
  );
}
