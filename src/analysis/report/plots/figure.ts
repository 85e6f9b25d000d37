import type { TopLevelSpec } from 'vega-lite';
import { Html, html } from '../html';
import { renderPlot } from './render-plot';

/** A plot with its caption, which also describes it to those who don't see it. */
export async function buildFigure(spec: TopLevelSpec, caption: string): Promise<Html> {
  const svg = new Html(await renderPlot(spec));
  return html`<figure>${svg}<figcaption>${caption}</figcaption></figure>`;
}
