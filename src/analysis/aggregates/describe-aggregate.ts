import type { SummariesAtStep } from '../../records/replace-events';
import { buildScalar } from '../../records/summaries/scalar';
import { buildScalarLayout, type ScalarBand } from '../../records/summaries/scalar-layout';
import type { Summary } from '../../records/summaries/summary';
import { metricTag } from '../../spec/metric-names';
import type { AggregateRow, Spread } from './aggregate-trial';

/**
 * What TensorBoard shows of a trial. The mean stands under the tag that the runs have, so that a card
 * of the Time Series page holds one line per trial; the bounds stand in groups of their own behind
 * those cards, and make the band of a chart on the Custom Scalars page.
 *
 * @param metric what the trials are ranked by; its chart comes first.
 */
export function describeAggregate(
  rows: readonly AggregateRow[],
  seeds: readonly number[],
  metric: string,
): SummariesAtStep[] {
  const names = [...new Set(rows.flatMap(({ spreads }) => Object.keys(spreads)))];
  const rank = (name: string): string => (name === metric ? '' : metricTag(name));
  const measured = names.filter(isMeasured).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  const layout = buildScalarLayout([
    {
      title: 'mean ± sd over seeds',
      charts: measured.map((name) => ({ title: metricTag(name), band: bandOf(name) })),
    },
  ]);
  const over = `seeds ${seeds.join(', ')}`;
  return [
    { step: 0, summaries: [layout] },
    ...rows.map(({ step, spreads }) => ({
      step,
      summaries: Object.entries(spreads).flatMap(([name, spread]) =>
        isMeasured(name) ? describeSpread(name, spread, over) : describeMean(name, spread, over),
      ),
    })),
  ];
}

/** A learning rate and an epoch are the same for every seed. */
function isMeasured(name: string): boolean {
  return name.includes('/');
}

function bandOf(name: string): ScalarBand {
  const value = metricTag(name);
  return { value, lower: `mean-sd/${value}`, upper: `mean+sd/${value}` };
}

function describeMean(name: string, { mean }: Spread, over: string): Summary[] {
  return [{ ...buildScalar(metricTag(name), mean), description: `Mean of ${over}.` }];
}

function describeSpread(name: string, spread: Spread, over: string): Summary[] {
  const { lower, upper } = bandOf(name);
  const { mean, sd } = spread;
  const describe = (sign: string): string => `Mean ${sign} sample standard deviation of ${over}.`;
  return [
    ...describeMean(name, spread, over),
    { ...buildScalar(lower, mean - sd), description: describe('-') },
    { ...buildScalar(upper, mean + sd), description: describe('+') },
  ];
}
