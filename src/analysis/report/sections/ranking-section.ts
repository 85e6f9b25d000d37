import type { RankedGroup } from '../../comparison/compare-groups';
import { describeRace } from '../../comparison/describe-race';
import { describeShortfall } from '../../comparison/describe-shortfall';
import { describePlace } from '../../comparison/describe-verdict';
import { formatDifference, formatMetric } from '../../comparison/format-metric';
import { findTestMetric, meanScore } from '../../results/score-runs';
import { breakable, type Html, html } from '../html';
import { buildFigure } from '../plots/figure';
import { describeIntervalMarks, plotIntervals } from '../plots/interval-plot';
import type { ReportData } from '../report-data';

/** The ranked trials: table and plot. */
export async function buildRanking({ results, trials }: ReportData): Promise<Html> {
  const { metric } = results.plan;
  const hasValues = trials.some(({ estimate }) => estimate !== undefined);
  const figure = hasValues
    ? await buildFigure(
        plotIntervals(trials, metric.name),
        describeIntervalMarks(trials, metric.name),
      )
    : undefined;
  const race = describeRace(results.plan);
  return html`<section><h2>Trials by ${metric.name}</h2>
${buildRankingTable(trials, metric, 'trial')}
${figure}
<p class="note">Intervals are of the mean over seeds, within what the metric can be; they do not cover
other test examples. Differences are paired: trials with the same seed start alike and see the same
batches. All verdicts together err in at most one of twenty experiments, and the intervals of
differences hold together in 95 %.${race === undefined ? '' : ` ${race}`}</p></section>`;
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
  const test = findTestMetric(
    metric.name,
    groups.flatMap(({ runs }) => runs),
  );
  const showDifference = (value: number): string => formatDifference(metric.name, value);
  const rows = groups.map((group) => {
    const { rank, label, estimate, bySeed, toBest } = group;
    const onTest = test === undefined ? undefined : meanScore(group.runs, test);
    return html`<tr><td class="number">${rank}</td><td class="name">${breakable(label)}</td>
<td class="number" data-title="mean ± sd">${show(estimate?.mean)}${note(estimate?.stddev, (sd) => `± ${show(sd)}`)}${note(onTest, (value) => `${test} ${show(value)}`)}</td>
<td class="number" data-title="95 % interval">${formatRange(estimate?.interval, show)}</td>
<td class="number" data-title="n">${bySeed.size}</td>
<td class="number" data-title="to the best">${toBest?.difference === undefined ? '' : showDifference(toBest.difference)}${note(toBest?.interval, (interval) => formatRange(interval, showDifference))}</td>
${buildVerdict(group, metric)}</tr>
`;
  });
  return html`<table class="ranking"><thead><tr><th></th><th>${title}</th><th class="number">mean ± sd</th>
<th class="number">95 % interval</th><th class="number">n</th><th class="number">to the best</th><th></th></tr></thead>
<tbody>${rows}</tbody></table>`;
}

/** A smaller line below a number, where there is something to say. */
function note<Value>(value: Value | undefined, format: (value: Value) => string): Html | undefined {
  return value === undefined ? undefined : html`<span class="below">${format(value)}</span>`;
}

function buildVerdict(group: RankedGroup, { name }: Metric): Html {
  const words = describePlace(group, name);
  const shortfall = describeShortfall(group, name);
  const below = shortfall === '' ? undefined : html`<span class="below">${shortfall}</span>`;
  return html`<td class="verdict"><span class="${words.split(' ')[0] ?? ''}">${words}</span>${below}</td>`;
}

function formatRange(
  interval: { readonly low: number; readonly high: number } | undefined,
  show: (value: number) => string,
): string {
  return interval === undefined ? '' : `${show(interval.low)} to ${show(interval.high)}`;
}
