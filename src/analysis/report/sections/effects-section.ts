import { describeRacedAxes } from '../../comparison/describe-race';
import { groupByAxes } from '../../comparison/group-by-axes';
import { type Html, html } from '../html';
import { buildFigure } from '../plots/figure';
import { plotHeatMap } from '../plots/heat-map';
import { plotIntervals } from '../plots/interval-plot';
import type { AxisEffect, ReportData } from '../report-data';
import { buildRankingTable } from './ranking-section';

/** What each axis does by itself, over all settings of the others. */
export async function buildEffects({ results, effects }: ReportData): Promise<Html | undefined> {
  // With one axis the trials are its values.
  if (effects.length < 2) return undefined;
  const { metric } = results.plan;
  const parts: Html[] = [];
  for (const effect of effects) {
    const { axis, groups } = effect;
    const hasValues = groups.some(({ estimate }) => estimate !== undefined);
    const caption = `Effect of ${axis} on ${metric.name}, averaged over the other axes.`;
    const figure = hasValues
      ? await buildFigure(plotIntervals(groups, metric.name), caption)
      : undefined;
    parts.push(html`<div class="effect"><h3>${axis}</h3>
${buildRankingTable(groups, metric, axis)}${figure}${describeBasis(effect)}</div>`);
  }
  const race = describeRacedAxes(results.plan);
  const raceNote = race === undefined ? undefined : html`<p class="note">${race}</p>`;
  return html`<section><h2>Effects of the axes</h2>${raceNote}${parts}</section>`;
}

function describeBasis({ bound, sharedCount, cellCount }: AxisEffect): Html | undefined {
  const goes = bound.length === 0 ? '' : `${bound.join(' and ')} changes with it. `;
  const rest =
    sharedCount === cellCount
      ? ''
      : `Rests on ${sharedCount} of ${cellCount} settings of the other axes and seeds: the rest lacks a result for some value.`;
  return goes + rest === '' ? undefined : html`<p class="note">${goes}${rest}</p>`;
}

/** More pairs of axes than this make no report better. */
const mostPairs = 3;

/** How pairs of axes work together. */
export async function buildInteractions({
  results,
  effects,
}: ReportData): Promise<Html | undefined> {
  const { plan, runs } = results;
  const axes = effects.map(({ axis }) => axis);
  const pairs = axes.flatMap((first, index) =>
    axes.slice(index + 1).map((second) => [first, second] as const),
  );
  const figures: Html[] = [];
  for (const pair of pairs.slice(0, mostPairs)) {
    const { groups } = groupByAxes(runs, pair, plan.metric.name);
    // Where cells fail, the others are still told: shared settings only would leave none.
    const filled = groups.filter(({ bySeed }) => bySeed.size > 0);
    if (filled.length === 0) continue;
    const caption = `Mean ${plan.metric.name} by ${pair[0]} and ${pair[1]}.`;
    figures.push(await buildFigure(plotHeatMap(filled, pair, plan.metric.name), caption));
  }
  if (figures.length === 0) return undefined;
  return html`<section><h2>Interactions</h2>${figures}</section>`;
}
