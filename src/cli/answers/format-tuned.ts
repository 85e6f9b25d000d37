import { createObjectCsvStringifier } from 'csv-writer';
import { formatGap, formatInterval, formatMetric } from '../../analysis/comparison/format-metric';
import type { TunedAnswer } from '../../analysis/tuning/answer-tuned';
import {
  describeChoices,
  describeProbability,
  describeTunedDoubts,
  describeTunedVerdict,
} from '../../analysis/tuning/describe-tuned';
import { formatMarkdownTable } from '../../util/format-markdown-table';
import { joinNames } from '../../util/join-names';
import { formatTable } from '../output/format-table';

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
  const rows = answer.rows.map((row) => [
    row.label,
    describeChoices(row),
    row.tuningMean === undefined ? '' : formatMetric(metric, row.tuningMean),
    row.estimate === undefined ? '' : formatMetric(score, row.estimate.mean),
    row.estimate?.interval === undefined
      ? ''
      : formatInterval(row.estimate.interval, (value) => formatMetric(score, value)),
    row.toBest === undefined ? '' : formatGap(score, row.toBest),
    describeProbability(row),
    [describeTunedVerdict(row, answer), describeTunedDoubts(row, score)].filter(Boolean).join('; '),
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
