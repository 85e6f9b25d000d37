import { gatherCurves, type MissingCurve } from '../gather-curves';
import { type Html, html } from '../html';
import { buildFigure } from '../plots/figure';
import { mostCurves, plotLearningCurves } from '../plots/learning-curves';
import type { ReportData } from '../report-data';

/** More runs without a curve than this are only counted. */
const mostGaps = 10;

/** Learning curves of the best trials: the metric that ranks them, and the training loss. */
export async function buildCurves({ results, trials }: ReportData): Promise<Html | undefined> {
  const names = trials.slice(0, mostCurves).map(({ label }) => label);
  const shown = results.runs.filter(({ config }) => names.includes(config.trial));
  const seedCount = new Set(shown.map(({ config }) => config.seed)).size;
  const spread = seedCount > 1 ? `: mean and range of ${seedCount} seeds` : '';
  const which = trials.length > names.length ? ` of the ${names.length} best trials` : '';
  const metrics = [...new Set([results.plan.metric.name, 'train/loss'])];
  const { points, missing } = gatherCurves(shown, metrics);
  const figures: Html[] = [];
  for (const metric of metrics) {
    const curves = points.get(metric) ?? [];
    const plotted = names.filter((name) => curves.some(({ trial }) => trial === name));
    if (plotted.length === 0) continue;
    const plot = plotLearningCurves(curves, plotted, metric);
    figures.push(await buildFigure(plot, `${metric} by step${which}${spread}.`));
  }
  const gaps = describeMissingCurves(missing);
  if (figures.length === 0 && gaps === undefined) return undefined;
  return html`<section><h2>Learning curves</h2>${figures}${gaps}</section>`;
}

function describeMissingCurves(missing: readonly MissingCurve[]): Html | undefined {
  if (missing.length === 0) return undefined;
  const items = missing.slice(0, mostGaps).map(
    ({ runId, reason }) => html`<li><code>${runId}</code>: ${reason}</li>
`,
  );
  const rest = missing.length - items.length;
  return html`<p class="failed">${missing.length === 1 ? 'The curve of one run is missing' : `The curves of ${missing.length} runs are missing`}, here and in the means:</p>
<ul>${items}${rest > 0 ? html`<li>and ${rest} more</li>` : undefined}</ul>`;
}
