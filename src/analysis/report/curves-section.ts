import { buildFigure } from './figure';
import { type Html, html } from './html';
import { mostCurves, plotLearningCurves, summariseCurves } from './learning-curves';
import type { ReportData } from './report-data';

/** Learning curves of the best trials: the metric that ranks them, and the training loss. */
export async function buildCurves({ results, trials }: ReportData): Promise<Html | undefined> {
  const names = trials.slice(0, mostCurves).map(({ label }) => label);
  const shown = results.runs.filter(({ config }) => names.includes(config.trial));
  const seedCount = new Set(shown.map(({ config }) => config.seed)).size;
  const spread = seedCount > 1 ? `: mean and range of ${seedCount} seeds` : '';
  const which = trials.length > names.length ? ` of the ${names.length} best trials` : '';
  const metrics = [...new Set([results.plan.metric.name, 'train/loss'])];
  const figures: Html[] = [];
  for (const metric of metrics) {
    const points = summariseCurves(shown, metric);
    if (points.length === 0) continue;
    const plotted = names.filter((name) => points.some(({ trial }) => trial === name));
    const plot = plotLearningCurves(points, plotted, metric);
    figures.push(await buildFigure(plot, `${metric} by step${which}${spread}.`));
  }
  if (figures.length === 0) return undefined;
  return html`<section><h2>Learning curves</h2>${figures}</section>`;
}
