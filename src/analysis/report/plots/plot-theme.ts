import type { Config } from 'vega-lite';

/** Colours of series, defined for light and dark by the style sheet. */
export const seriesColors: readonly string[] = Array.from(
  { length: 8 },
  (_, index) => `var(--series-${index + 1})`,
);

const ink = 'var(--ink)';
const faint = 'var(--faint)';
const font = 'system-ui, sans-serif';

/** How all plots look. Colours are names of the style sheet, which knows light and dark. */
export const plotTheme: Config = {
  background: 'transparent',
  font,
  padding: 4,
  view: { stroke: 'transparent' },
  axis: {
    domainColor: faint,
    gridColor: 'var(--grid)',
    tickColor: faint,
    labelColor: ink,
    titleColor: ink,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    labelLimit: 320,
  },
  legend: {
    labelColor: ink,
    titleColor: ink,
    labelFontSize: 12,
    labelLimit: 420,
    symbolStrokeWidth: 3,
    orient: 'bottom',
    columns: 2,
  },
  title: { color: ink, fontWeight: 'normal', anchor: 'start' },
  range: { category: [...seriesColors] },
};
