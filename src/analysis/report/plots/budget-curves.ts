import type { TopLevelSpec } from 'vega-lite';
import type { TuningExploration } from '../../tuning/explore-tuning';
import { seriesColors } from './plot-theme';

const size = { width: 420, height: 230 };

/** More lines than this can't be told apart. */
const mostLines = seriesColors.length;

function colorOf(labels: readonly string[]) {
  const scale = { domain: [...labels], range: seriesColors.slice(0, labels.length) };
  const legend = { symbolType: 'stroke', symbolOpacity: 1 } as const;
  return { field: 'label', type: 'nominal', scale, legend, title: null } as const;
}

/** Plots the expected best over the number of settings tried, with its band. */
export function plotBudgets({ values }: TuningExploration, metric: string): TopLevelSpec {
  const shown = values.slice(0, mostLines);
  const points = shown.flatMap(({ label, budgets }) =>
    budgets.map(({ budget, expected, band }) => ({ label, budget, expected, ...band })),
  );
  const color = colorOf(shown.map(({ label }) => label));
  const x = {
    field: 'budget',
    type: 'quantitative',
    title: 'settings tried',
    axis: { tickMinStep: 1, format: 'd' },
  } as const;
  const y = { type: 'quantitative', scale: { zero: false }, title: `best ${metric}` } as const;
  return {
    ...size,
    data: { values: points },
    layer: [
      {
        mark: { type: 'area', opacity: 0.14 },
        encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color },
      },
      {
        mark: { type: 'line', strokeWidth: 1.8 },
        encoding: { x, y: { ...y, field: 'expected' }, color },
      },
    ],
  };
}

/** Plots the metric of each setting that was tried over a tuned axis, on a log scale. */
export function plotSensitivity(
  { values }: TuningExploration,
  axis: string,
  metric: string,
): TopLevelSpec {
  const shown = values.filter(({ tried }) => tried[axis] !== undefined).slice(0, mostLines);
  const points = shown.flatMap(({ label, tried }) =>
    (tried[axis] ?? []).map((setting) => ({ label, ...setting })),
  );
  return {
    ...size,
    data: { values: points },
    mark: { type: 'line', strokeWidth: 1.8, point: { size: 22 } },
    encoding: {
      x: { field: 'rate', type: 'quantitative', title: axis, scale: { type: 'log', nice: false } },
      y: { field: 'score', type: 'quantitative', title: metric, scale: { zero: false } },
      color: colorOf(shown.map(({ label }) => label)),
    },
  };
}
