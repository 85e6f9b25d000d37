import { formatMetric } from '../../analysis/comparison/format-metric';
import {
  describeLeads,
  describeTolerance,
  describeWidth,
} from '../../analysis/tuning/describe-exploration';
import type { TuningExploration } from '../../analysis/tuning/explore-tuning';
import { describeShares } from '../../analysis/tuning/share-axes';
import { formatMarkdownTable } from '../../util/format-markdown-table';
import { formatTable } from '../output/format-table';

/** What smaller budgets reach, and how wide the good settings are. */
export function formatExploration(
  exploration: TuningExploration,
  metric: string,
  format: 'table' | 'markdown',
): string {
  const { values } = exploration;
  const most = Math.max(0, ...values.map(({ budgets }) => budgets.length));
  // 1, 2, 4, ... and all.
  const shown = [...Array(most).keys()]
    .map((index) => index + 1)
    .filter((budget) => Number.isInteger(Math.log2(budget)) || budget === most);
  const axes = [...new Set(values.flatMap(({ sensitivities }) => Object.keys(sensitivities)))];
  const header = [
    `expected best ${metric}`,
    ...shown.map((budget) => `of ${budget}`),
    ...axes.map((axis) => `${axis} ${describeTolerance(exploration, metric)}`),
  ];
  const rows = values.map(({ label, budgets, sensitivities }) => [
    label,
    ...shown.map((budget) => {
      const point = budgets[budget - 1];
      return point === undefined ? '' : formatMetric(metric, point.expected);
    }),
    ...axes.map((axis) => describeWidth(sensitivities[axis])),
  ]);
  const numeric = shown.map((_, index) => index + 1);
  const table =
    format === 'markdown'
      ? formatMarkdownTable(header, rows, numeric)
      : formatTable(header, rows, numeric);
  return [
    table,
    describeLeads(exploration),
    exploration.shares && describeShares(exploration.shares),
  ]
    .filter((part) => part !== undefined)
    .join(format === 'markdown' ? '\n\n' : '\n');
}
