import { formatDifference, formatInterval, formatMetric } from '../../comparison/format-metric';
import type { TunedAnswer, TunedRow } from '../../tuning/answer-tuned';
import { coverTestSample, describeTestSampleCover } from '../../tuning/cover-test-sample';
import {
  describeChoices,
  describeProbability,
  describeTunedBasis,
  describeTunedDoubts,
  describeTunedVerdict,
} from '../../tuning/describe-tuned';
import { describeTimes, timeTuned } from '../../tuning/time-tuned';
import { breakable, type Html, html } from '../html';
import { buildFigure } from '../plots/figure';
import { describeIntervalMarks, plotIntervals } from '../plots/interval-plot';
import type { ReportData } from '../report-data';

/** The values of the question, each tuned: table and plot. */
export async function buildTuned({ results, tuned }: ReportData): Promise<Html | undefined> {
  if (tuned === undefined) return undefined;
  const { score, rows } = tuned;
  const { metric } = results.plan;
  const cover = coverTestSample(tuned, results.runs);
  const times = timeTuned(results.plan, results.runs, tuned);
  const sentences = [
    ...(cover === undefined ? [] : [describeTestSampleCover(cover)]),
    ...(times === undefined ? [] : [describeTimes(times, metric.name)]),
  ];
  const hasValues = rows.some(({ estimate }) => estimate !== undefined);
  const figure = hasValues
    ? await buildFigure(plotIntervals(rows, score), describeIntervalMarks(rows, score))
    : undefined;
  return html`<section><h2>Tuned, by ${score}</h2>
<table class="ranking tuned"><thead><tr><th>${tuned.axes.join(' · ')}</th><th>chosen</th><th class="number">${metric.name} while tuning</th>
<th class="number">${score}</th><th class="number">to the best</th><th>best is better</th><th></th></tr></thead>
<tbody>${rows.map((row) => buildRow(row, tuned, metric.name))}</tbody></table>
${figure}
<p class="note">${describeTunedBasis(tuned)} Differences are to the best one on the same seeds; their
intervals hold together in 95 % and allow for the luck of the choice.${sentences.map((text) => ` ${text}`)}</p></section>`;
}

function buildRow(row: TunedRow, answer: TunedAnswer, metric: string): Html {
  const { score } = answer;
  const { estimate, toBest } = row;
  const show = (value: number): string => formatMetric(score, value);
  const showDifference = (value: number): string => formatDifference(score, value);
  const verdict = describeTunedVerdict(row, answer);
  return html`<tr><td class="name">${breakable(row.label)}</td>
<td data-title="chosen">${describeChoices(row)}</td>
<td class="number" data-title="while tuning">${row.tuningMean === undefined ? '' : formatMetric(metric, row.tuningMean)}</td>
<td class="number" data-title="${score}">${estimate && show(estimate.mean)}${below(estimate?.interval && formatInterval(estimate.interval, show))}</td>
<td class="number" data-title="to the best">${toBest?.difference === undefined ? '' : showDifference(toBest.difference)}${below(toBest?.interval && formatInterval(toBest.interval, showDifference))}</td>
<td data-title="best is better">${describeProbability(row)}</td>
<td class="verdict"><span class="${verdict.split(/\W/)[0] ?? ''}">${verdict}</span>${below(describeTunedDoubts(row, score) || undefined)}</td></tr>
`;
}

/** A smaller line below, where there is something to say. */
function below(text: string | undefined): Html | undefined {
  return text === undefined ? undefined : html`<span class="below">${text}</span>`;
}
