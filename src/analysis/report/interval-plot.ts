import type { TopLevelSpec } from 'vega-lite';
import type { RankedGroup } from '../compare-groups';

/**
 * Plots groups below each other, best first: the value of every seed as a ring, the mean as a dot,
 * the 95 % interval as a line.
 */
export function plotIntervals(groups: readonly RankedGroup[], metric: string): TopLevelSpec {
  const ranked = groups.filter(({ estimate }) => estimate !== undefined);
  const estimates = ranked.map(({ label, estimate }) => ({
    label,
    mean: estimate?.mean,
    low: estimate?.interval?.low ?? estimate?.mean,
    high: estimate?.interval?.high ?? estimate?.mean,
  }));
  const values = ranked.flatMap(({ label, bySeed }) =>
    [...bySeed].map(([seed, value]) => ({ label, seed, value })),
  );
  const y = {
    field: 'label',
    type: 'nominal',
    sort: ranked.map(({ label }) => label),
    title: null,
  } as const;
  const x = { type: 'quantitative', title: metric, scale: { zero: false } } as const;
  return {
    width: 480,
    height: { step: 26 },
    layer: [
      {
        data: { values: estimates },
        mark: { type: 'rule', strokeWidth: 3, color: 'var(--series-1)', opacity: 0.45 },
        encoding: { y, x: { ...x, field: 'low' }, x2: { field: 'high' } },
      },
      {
        data: { values },
        mark: { type: 'point', size: 28, color: 'var(--ink)', opacity: 0.55, strokeWidth: 1 },
        encoding: { y, x: { ...x, field: 'value' } },
      },
      {
        data: { values: estimates },
        mark: { type: 'circle', size: 90, color: 'var(--series-1)', opacity: 1 },
        encoding: { y, x: { ...x, field: 'mean' } },
      },
    ],
  };
}
