import type { RankedGroup } from '../compare-groups';
import { describeShortfall } from '../describe-shortfall';
import { describePlace } from '../describe-verdict';
import { formatDifference, formatMetric } from '../format-metric';
import { buildFigure } from './figure';
import { type Html, html } from './html';
import { plotIntervals } from './interval-plot';
import type { ReportData } from './report-data';

/** The ranked trials: table and plot. */
export async function buildRanking({ results, trials }: ReportData): Promise<Html> {
  const { metric } = results.plan;
  const hasValues = trials.some(({ estimate }) => estimate !== undefined);
  const figure = hasValues
    ? await buildFigure(
        plotIntervals(trials, metric.name),
        'Dots: means. Lines: 95 % intervals of the means. Rings: single seeds.',
      )
    : undefined;
  return html`<section><h2>Trials by ${metric.name}</h2>
<div class="scroll">${buildRankingTable(trials, metric, 'trial')}</div>
${figure}
<p class="note">Intervals are of Student's t over seeds. Differences are paired: trials with the same
seed start alike and see the same batches. Each comparison stands for itself; of many, one in twenty
is off by chance.</p></section>`;
}

type Metric = ReportData['results']['plan']['metric'];

/** A table of ranked groups. */
export function buildRankingTable(
  groups: readonly RankedGroup[],
  metric: Metric,
  title: string,
): Html {
  const show = (value: number | undefined): string =>
    value === undefined ? '' : formatMetric(metric.name, value);
  const rows = groups.map((group) => {
    const { rank, label, estimate, bySeed } = group;
    return html`<tr><td class="number">${rank}</td><td class="label">${label}</td>
<td class="number">${show(estimate?.mean)}</td><td class="number">${show(estimate?.stddev)}</td>
<td class="number">${formatRange(estimate?.interval, show)}</td>
<td class="number">${bySeed.size}</td>
<td class="number">${formatGap(group, metric)}</td>
${buildVerdict(group, metric)}
<td class="label">${describeShortfall(group, metric.name)}</td></tr>
`;
  });
  return html`<table><thead><tr><th></th><th>${title}</th><th class="number">mean</th>
<th class="number">± sd</th><th class="number">95 % interval</th><th class="number">n</th>
<th class="number">to the best</th><th></th><th>failures and gaps</th></tr></thead>
<tbody>${rows}</tbody></table>`;
}

function buildVerdict(group: RankedGroup, { goal }: Metric): Html {
  const words = describePlace(group, goal);
  return html`<td class="${words.split(' ')[0] ?? ''}">${words}</td>`;
}

function formatGap({ toBest }: RankedGroup, { name }: Metric): string {
  if (toBest === undefined) return '';
  const show = (value: number | undefined): string =>
    value === undefined ? '' : formatDifference(name, value);
  const { mean, interval } = toBest.difference;
  return interval === undefined ? show(mean) : `${show(mean)} (${formatRange(interval, show)})`;
}

function formatRange(
  interval: { readonly low: number; readonly high: number } | undefined,
  show: (value: number) => string,
): string {
  return interval === undefined ? '' : `${show(interval.low)} to ${show(interval.high)}`;
}
