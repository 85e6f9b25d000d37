import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { plotTheme } from './plot-theme';

/** Renders a plot as SVG, without a browser; its colours come from the page's style sheet. */
export async function renderPlot(spec: TopLevelSpec): Promise<string> {
  const { spec: compiled } = compile(spec, { config: plotTheme });
  return new View(parse(compiled), { renderer: 'none' }).toSVG();
}
