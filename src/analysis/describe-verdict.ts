import type { Goal } from '../spec/metric-schema';
import type { PairedComparison } from './statistics/compare-pairs';

/** Whether a difference from the best trial is one, in words. */
export function describeVerdict(
  { difference, verdict, pairsNeeded }: PairedComparison,
  goal: Goal,
): string {
  const { count } = difference;
  switch (verdict) {
    case 'equal':
      return `equal on all ${count} seeds`;
    case 'greater':
      return goal === 'maximize' ? 'better' : 'worse';
    case 'less':
      return goal === 'maximize' ? 'worse' : 'better';
    case 'undecided': {
      if (count === 1) return 'one seed in common tells nothing';
      const needed = pairsNeeded === undefined ? '' : `; about ${pairsNeeded} seeds would tell`;
      return `not distinguishable with n = ${count}${needed}`;
    }
  }
}

/** The runs without a result: `2 diverged, 1 failed`. */
export function describeMissing(states: readonly string[]): string {
  return [...new Set(states)]
    .map((state) => {
      const count = states.filter((other) => other === state).length;
      return `${count} ${state === 'absent' ? 'waiting' : state}`;
    })
    .join(', ');
}
