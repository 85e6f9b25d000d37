import { encodeMessage } from '../events/messages';
import type { Summary } from './summary';

/** The tags of a line and of the band around it, all in one run. */
export interface ScalarBand {
  readonly value: string;
  readonly lower: string;
  readonly upper: string;
}

/** A chart that draws several scalars over each other, or one with its band. */
export type ScalarChart = { readonly title: string } & (
  | { readonly tags: readonly string[] }
  | { readonly band: ScalarBand }
);

/** Charts under a common heading. */
export interface ScalarChartCategory {
  readonly title: string;
  readonly charts: readonly ScalarChart[];
}

/**
 * Builds the layout of TensorBoard's custom scalars page; one per run, at step 0. The charts of a
 * category are all lines or all bands: the page shows lines before bands, and bands last to first,
 * which is why they are written so.
 */
export function buildScalarLayout(categories: readonly ScalarChartCategory[]): Summary {
  const layout = encodeMessage('Layout', {
    category: categories.map(({ title, charts }) => ({
      title,
      chart: orderForPage(charts).map((chart) => ({
        title: chart.title,
        ...('band' in chart
          ? { margin: { series: [chart.band] } }
          : { multiline: { tag: chart.tags.map(matchExactly) } }),
      })),
    })),
  });
  return {
    tag: 'custom_scalars__config__',
    plugin: 'custom_scalars',
    dataClass: 'tensor',
    tensor: { dtype: 'string', shape: [], strings: [layout] },
  };
}

function orderForPage(charts: readonly ScalarChart[]): readonly ScalarChart[] {
  return charts.every((chart) => 'band' in chart) ? [...charts].reverse() : charts;
}

/** TensorBoard takes the tags of a chart for regular expressions, those of a band as they are. */
function matchExactly(tag: string): string {
  return `^${tag.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`;
}
