import { createObjectCsvStringifier } from 'csv-writer';
import { formatAxisValue } from '../../analysis/comparison/format-axis-value';
import { formatDifference, formatMetric } from '../../analysis/comparison/format-metric';
import type { TunedAnswer, TunedRow } from '../../analysis/tuning/answer-tuned';
import { describeEdge } from '../../analysis/tuning/find-edges';
import { formatMarkdownTable } from '../output/format-markdown-table';
import { formatTable } from '../output/format-table';
import { formatInterval } from './comparison-columns';

/** What is said of a tuned comparison before its table: what was tuned, and what the scores are. */
export function describeTunedBasis(answer: TunedAnswer): string {
  const { axes, averaged, tuned, score, isConfirmed, seedCount, rows } = answer;
  const subject = axes.length === 0 ? 'The tuned setting' : `By ${joinNames(axes)}`;
  const counts = new Set(rows.flatMap(({ choices }) => choices.map((one) => one.trialCount)));
  const budget =
    counts.size === 1
      ? `${[...counts][0]} settings tried for each value`
      : 'not as many settings tried for each value';
  const basis = isConfirmed
    ? `${score} on ${seedCount} fresh seeds`
    : `${score} on the ${seedCount} seeds they were chosen by, which is optimistic: nothing is told apart before \`confirm\` has run fresh seeds`;
  const over = averaged.length === 0 ? '' : `, averaged over ${joinNames(averaged)}`;
  return `${subject}, each with ${joinNames(tuned)} tuned (${budget})${over}: ${basis}. Intervals cover seeds, not test examples, and hold for the settings that were tried.`;
}

/** The table of a tuned comparison, best first. */
export function formatTuned(
  answer: TunedAnswer,
  metric: string,
  format: 'table' | 'markdown',
): string {
  const { score, axes } = answer;
  const header = [
    axes.length === 0 ? '' : joinNames(axes),
    'chosen',
    `${metric} while tuning`,
    score,
    '95 % interval',
    'to the best',
    'best is better',
    '',
  ];
  const rows = answer.rows.map((row, index) => [
    row.label,
    formatChoices(row),
    row.tuningMean === undefined ? '' : formatMetric(metric, row.tuningMean),
    row.estimate === undefined ? '' : formatMetric(score, row.estimate.mean),
    row.estimate?.interval === undefined
      ? ''
      : formatInterval(row.estimate.interval, (value) => formatMetric(score, value)),
    formatGap(row, score),
    formatProbability(row),
    describeRow(row, index, answer),
  ]);
  const numeric = [2, 3];
  if (format === 'markdown') return formatMarkdownTable(header, rows, numeric);
  return formatTable(header, rows, numeric, { optional: [6, 2] });
}

/** The same for programs, with all digits. */
export function formatTunedAsCsv({ score, rows, isConfirmed }: TunedAnswer): string {
  const fields = rows.map((row, index) => ({
    value: row.label,
    chosen: row.choices.map(({ trial }) => trial).join(' '),
    whileTuning: row.tuningMean ?? '',
    [score]: row.estimate?.mean ?? '',
    low: row.estimate?.interval?.low ?? '',
    high: row.estimate?.interval?.high ?? '',
    seeds: row.bySeed.size,
    difference: row.toBest?.difference ?? '',
    differenceLow: row.toBest?.interval?.low ?? '',
    differenceHigh: row.toBest?.interval?.high ?? '',
    p: row.toBest?.p ?? '',
    verdict: index === 0 && isConfirmed ? 'best' : (row.verdict ?? ''),
  }));
  const titles = Object.keys(fields[0] ?? {});
  const header = titles.map((title) => ({ id: title, title }));
  const stringifier = createObjectCsvStringifier({ header });
  return `${stringifier.getHeaderString()}${stringifier.stringifyRecords(fields)}`.trimEnd();
}

/** `optimizer.learningRate 0.0741`; of several choices each. */
function formatChoices({ choices }: TunedRow): string {
  const texts = choices.map(({ settings }) =>
    Object.entries(settings)
      .map(([axis, value]) => `${axis.slice(axis.lastIndexOf('.') + 1)} ${formatAxisValue(value)}`)
      .join(', '),
  );
  return [...new Set(texts)].join(' / ');
}

function formatGap({ toBest }: TunedRow, score: string): string {
  if (toBest?.difference === undefined) return '';
  const show = (value: number): string => formatDifference(score, value);
  const { difference, interval } = toBest;
  return interval === undefined
    ? show(difference)
    : `${show(difference)} (${formatInterval(interval, show)})`;
}

/** `9 of 10 seeds` */
function formatProbability({ bestIsBetter }: TunedRow): string {
  return bestIsBetter === undefined ? '' : `${bestIsBetter.better} of ${bestIsBetter.count} seeds`;
}

/** The verdict, and what is to be known of a row besides. */
export function describeRow(row: TunedRow, index: number, { isConfirmed }: TunedAnswer): string {
  const edges = [...new Set(row.choices.flatMap(({ edges }) => edges.map(describeEdge)))];
  const verdict = index === 0 && isConfirmed ? 'best' : (row.verdict ?? '');
  return [
    verdict,
    ...(row.failedCount > 0 ? [`${row.failedCount} failed, scored as guessing`] : []),
    ...(edges.length > 0 ? [`not settled: ${edges.join(', ')}`] : []),
  ]
    .filter((part) => part !== '')
    .join('; ');
}

function joinNames(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
