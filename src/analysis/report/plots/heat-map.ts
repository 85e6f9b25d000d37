import type { TopLevelSpec } from 'vega-lite';
import { formatAxisValue } from '../../comparison/format-axis-value';
import { formatMetric } from '../../comparison/format-metric';
import type { RunGroup } from '../../comparison/group-runs';

/**
 * Plots the mean of a metric over two axes. Shade goes by opacity, so that it works on light and on
 * dark ground; the numbers stand in the cells.
 */
export function plotHeatMap(
  groups: readonly RunGroup[],
  axes: readonly [string, string],
  metric: string,
): TopLevelSpec {
  const [rows, columns] = axes;
  const cells = groups.flatMap((group) => {
    const values = [...group.bySeed.values()];
    if (values.length === 0) return [];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return [
      {
        row: formatAxisValue(group.axisValues[rows]),
        column: formatAxisValue(group.axisValues[columns]),
        mean,
        text: formatMetric(metric, mean),
      },
    ];
  });
  const y = { field: 'row', type: 'nominal', sort: null, title: rows } as const;
  const x = {
    field: 'column',
    type: 'nominal',
    sort: null,
    title: columns,
    axis: { orient: 'top', labelAngle: 0, labelLimit: 150 },
  } as const;
  return {
    width: { step: 150 },
    height: { step: 40 },
    data: { values: cells },
    layer: [
      {
        mark: { type: 'rect', color: 'var(--series-1)' },
        encoding: {
          x,
          y,
          opacity: {
            field: 'mean',
            type: 'quantitative',
            scale: { zero: false, range: [0.06, 0.6] },
            legend: null,
          },
        },
      },
      {
        mark: { type: 'text', color: 'var(--ink)', fontSize: 13 },
        encoding: { x, y, text: { field: 'text', type: 'nominal' } },
      },
    ],
  };
}
