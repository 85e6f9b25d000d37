import { createObjectCsvStringifier } from 'csv-writer';
import type { RankedGroup } from '../analysis/compare-groups';
import { describeShortfall, failureRate } from '../analysis/describe-shortfall';
import { describePlace } from '../analysis/describe-verdict';
import type { RecordedRun } from '../analysis/read-results';
import type { ComparisonColumn, ComparisonSubject } from './comparison-columns';
import { formatMarkdownTable } from './format-markdown-table';
import { formatTable } from './format-table';

/** Names of columns that a narrow terminal does without, unless they are asked for. */
const leftOutFirst = ['time', 'sd', 'seeds', 'interval', 'difference'];

/** Formats a comparison for people: columns of text, all of them where they were asked for. */
export function formatForPeople(
  groups: readonly RankedGroup[],
  columns: readonly ComparisonColumn[],
  format: 'table' | 'markdown',
  isAskedFor: boolean,
): string {
  const header = columns.map(({ title }) => title);
  const rows = groups.map((group) => columns.map((column) => column.text(group)));
  const alignRight = columns.flatMap(({ isNumber }, index) => (isNumber ? [index] : []));
  if (format === 'markdown') return formatMarkdownTable(header, rows, alignRight);
  const indexOf = (wanted: string): number => columns.findIndex(({ name }) => name === wanted);
  const optional = isAskedFor ? [] : leftOutFirst.map(indexOf);
  return formatTable(header, rows, alignRight, { optional });
}

/** Formats a comparison as CSV: full precision, a field for each end of an interval. */
export function formatAsCsv(
  groups: readonly RankedGroup[],
  columns: readonly ComparisonColumn[],
): string {
  const records = groups.map((group) =>
    columns.reduce<Record<string, string | number>>(
      (fields, column) => Object.assign(fields, column.fields(group)),
      {},
    ),
  );
  const names = Object.keys(records[0] ?? {});
  // Numbers as ids, because points in an id would be taken for paths into nested records.
  const stringifier = createObjectCsvStringifier({
    header: names.map((title, index) => ({ id: `c${index}`, title })),
  });
  const rows = records.map((record) =>
    Object.fromEntries(names.map((name, index) => [`c${index}`, record[name]])),
  );
  return `${stringifier.getHeaderString()}${stringifier.stringifyRecords(rows)}`.trimEnd();
}

/** Formats a comparison as JSON, with everything that is known. */
export function formatAsJson(
  experiment: string,
  groups: readonly RankedGroup[],
  { metric, groupTitle }: ComparisonSubject,
  claims: readonly unknown[],
): string {
  const value = {
    experiment,
    metric,
    groupedBy: groupTitle,
    groups: groups.map((group) => ({
      label: group.label,
      axisValues: group.axisValues,
      rank: group.rank ?? null,
      mean: group.estimate?.mean ?? null,
      stddev: group.estimate?.stddev ?? null,
      interval: group.estimate?.interval ?? null,
      bySeed: Object.fromEntries(group.bySeed),
      toBest: group.toBest ?? null,
      verdict: describePlace(group, metric.goal),
      standing: group.standing,
      shortfall: describeShortfall(group, metric.name),
      failureRate: failureRate(group) ?? null,
      failed: group.failed.map(nameRun),
      stopped: group.stopped.map(nameRun),
      missing: group.missing.map(nameRun),
    })),
    claims,
  };
  return JSON.stringify(value, null, 2);
}

function nameRun({ config, status }: RecordedRun) {
  const step = 'step' in status ? { step: status.step } : {};
  return { run: config.runId, state: status.state, ...step };
}
