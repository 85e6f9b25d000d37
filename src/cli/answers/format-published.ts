import type { PublishedComparison } from '../../analysis/comparison/compare-published';
import { formatDifference, formatMetric } from '../../analysis/comparison/format-metric';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import { formatMarkdownTable } from '../../util/format-markdown-table';
import { packageVersion } from '../../util/process/package-version';
import { formatTable } from '../output/format-table';

const header = [
  'trial',
  'metric',
  'measured',
  'runs',
  'published',
  'tolerance',
  'difference',
  'verdict',
  'note',
];
const numberColumns = [2, 3, 4, 5, 6];

/** Measured beside published, for the terminal. */
export function formatPublishedTable(comparisons: readonly PublishedComparison[]): string {
  const rows = comparisons.map((one) => [one.experiment, ...describe(one)]);
  const right = numberColumns.map((index) => index + 1);
  return formatTable(['experiment', ...header], rows, right, { optional: [9, 6, 4] });
}

/** Measured beside published as a page of Markdown, a table for each experiment. */
export function formatPublishedPage(
  plans: readonly ExperimentPlan[],
  comparisons: readonly PublishedComparison[],
): string {
  const judged = comparisons.filter(({ published }) => published !== null);
  const within = judged.filter(({ verdict }) => verdict === 'within');
  const sections = plans.map(({ experiment, question }) => {
    const own = comparisons.filter((one) => one.experiment === experiment);
    const table = formatMarkdownTable(header, own.map(describe), numberColumns);
    return [`## ${experiment}`, ...(question === null ? [] : [question]), table].join('\n\n');
  });
  return `${[
    '# Measured beside published',
    `Written by \`ablate reproduce\`, Ablate ${packageVersion()}. ${within.length} of ${judged.length} published figures came back: the mean over the seeds is within the tolerance that the spec states. Measured is the mean ± the sample standard deviation over seeds.`,
    ...sections,
  ].join('\n\n')}\n`;
}

function describe(one: PublishedComparison): string[] {
  const { metric, step, mean, stddev, values, published, tolerance, difference } = one;
  const show = (value: number): string => formatMetric(metric, value);
  const spread = stddev === null ? '' : ` ± ${show(stddev)}`;
  return [
    one.trial,
    step === null ? metric : `${metric}, step ${step}`,
    mean === null ? '' : `${show(mean)}${spread}`,
    values.length < one.plannedRuns
      ? `${values.length} of ${one.plannedRuns}`
      : String(values.length),
    published === null ? '' : show(published),
    tolerance === null ? '' : `± ${tolerance}`,
    difference === null ? '' : formatDifference(metric, difference),
    one.verdict,
    one.note ?? '',
  ];
}
