import type { TopLevelSpec } from 'vega-lite';
import type { RankedGroup } from '../../comparison/compare-groups';
import { chooseIntervalDomain, type IntervalDomain } from './interval-domain';

/** What is plotted of a group. */
type PlottedGroup = Pick<RankedGroup, 'label' | 'estimate' | 'bySeed'>;

/**
 * Plots groups below each other, best first: the value of every seed as a ring, the mean as a dot,
 * the 95 % interval as a line.
 */
export function plotIntervals(groups: readonly PlottedGroup[], metric: string): TopLevelSpec {
  const { low, high } = intervalDomainOf(groups, metric);
  const ranked = groups.filter(({ estimate }) => estimate !== undefined);
  const estimates = ranked.map(({ label, estimate }) => ({
    label,
    mean: estimate?.mean,
    low: Math.max(estimate?.interval?.low ?? estimate?.mean ?? low, low),
    high: Math.min(estimate?.interval?.high ?? estimate?.mean ?? high, high),
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
  const scale = { domain: [low, high], nice: false };
  const x = { type: 'quantitative', title: metric, scale } as const;
  return {
    width: 420,
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

/** The axis that groups are plotted on. */
export function intervalDomainOf(groups: readonly PlottedGroup[], metric: string): IntervalDomain {
  const rows = groups
    .filter(({ estimate }) => estimate !== undefined)
    .map(({ bySeed, estimate }) => ({
      values: [...bySeed.values()],
      interval: estimate?.interval,
    }));
  return chooseIntervalDomain(rows, metric);
}

/** What the marks of the plot mean. */
export function describeIntervalMarks(groups: readonly PlottedGroup[], metric: string): string {
  const cut = intervalDomainOf(groups, metric).isCut
    ? ' A line that ends at the edge goes on beyond it.'
    : '';
  return `Dots: means. Lines: 95 % intervals of the means. Rings: single seeds.${cut}`;
}
