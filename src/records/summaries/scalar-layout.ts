import { encodeMessage } from '../messages';
import type { Summary } from './summary';

/** A chart that draws several scalars over each other. */
export interface ScalarChart {
  readonly title: string;
  /** Tags of the scalars. */
  readonly tags: readonly string[];
}

/** Charts under a common heading. */
export interface ScalarChartCategory {
  readonly title: string;
  readonly charts: readonly ScalarChart[];
}

/** Builds the layout of TensorBoard's custom scalars page; one per run, at step 0. */
export function buildScalarLayout(categories: readonly ScalarChartCategory[]): Summary {
  const layout = encodeMessage('Layout', {
    category: categories.map(({ title, charts }) => ({
      title,
      chart: charts.map((chart) => ({
        title: chart.title,
        multiline: { tag: chart.tags.map(matchExactly) },
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

/** TensorBoard takes the tags of a chart for regular expressions. */
function matchExactly(tag: string): string {
  return `^${tag.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`;
}
