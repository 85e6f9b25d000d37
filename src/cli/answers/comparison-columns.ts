import { mean } from 'simple-statistics';
import type { RankedGroup } from '../../analysis/comparison/compare-groups';
import {
  describeFailures,
  describeMissing,
  describeStops,
} from '../../analysis/comparison/describe-shortfall';
import { describePlace } from '../../analysis/comparison/describe-verdict';
import { formatAxisValue } from '../../analysis/comparison/format-axis-value';
import { formatGap, formatInterval, formatMetric } from '../../analysis/comparison/format-metric';
import { findTestMetric, meanScore } from '../../analysis/results/score-runs';
import type { Interval } from '../../analysis/statistics/estimate-mean';
import { metricNames, toMetricName } from '../../spec/metric-names';
import type { RankingMetric } from '../../spec/metric-schema';
import { askMeant } from '../../spec/mistakes/nearest-name';
import { formatDuration } from '../../util/format-duration';
import { UserError } from '../../util/user-error';

/** A column of a comparison. */
export interface ComparisonColumn {
  readonly name: string;
  readonly title: string;
  readonly isNumber: boolean;
  /** For people. */
  text(group: RankedGroup): string;
  /** For programs: one or more fields, by name. */
  fields(group: RankedGroup): Readonly<Record<string, string | number>>;
}

/** What a comparison is about. */
export interface ComparisonSubject {
  readonly metric: RankingMetric;
  readonly axes: readonly string[];
  /** What the groups are: `trial`, or the axes they are grouped by. */
  readonly groupTitle: string;
}

/** The columns of a comparison, those asked for or a good choice. */
export function chooseColumns(
  asked: string | undefined,
  subject: ComparisonSubject,
  groups: readonly RankedGroup[],
): ComparisonColumn[] {
  const all = listColumns(subject);
  const test = findTestMetric(
    subject.metric.name,
    groups.flatMap(({ runs }) => runs),
  );
  if (asked !== undefined) return asked.split(',').map((name) => findColumn(name.trim(), all));
  const usual = ['rank', 'trial', 'mean', 'sd', 'interval', 'seeds', 'difference', 'verdict'];
  if (test !== undefined) usual.splice(usual.indexOf('difference'), 0, test);
  const failures = groups.some(({ failed }) => failed.length > 0) ? ['failed'] : [];
  const lacks = groups.some(({ missing, stopped }) => missing.length + stopped.length > 0);
  const names = [...usual, ...failures, ...(lacks ? ['missing'] : [])];
  return names.map((name) => findColumn(name, all));
}

function findColumn(name: string, all: readonly ComparisonColumn[]): ComparisonColumn {
  const column = all.find((known) => known.name === toMetricName(name));
  if (column !== undefined) return column;
  const names = all.map((known) => known.name);
  throw new UserError(`There is no column ${name}`, {
    hint: askMeant(name, names, '') ?? `Columns: ${names.join(', ')}.`,
  });
}

function listColumns({ metric, axes, groupTitle }: ComparisonSubject): ComparisonColumn[] {
  const format = (value: number): string => formatMetric(metric.name, value);
  const number = (
    name: string,
    title: string,
    read: (group: RankedGroup) => number | undefined,
    show: (value: number) => string = String,
  ): ComparisonColumn => ({
    name,
    title,
    isNumber: true,
    text: (group) => formatOptional(read(group), show),
    fields: (group) => ({ [name]: read(group) ?? '' }),
  });
  const text = (
    name: string,
    title: string,
    read: (group: RankedGroup) => string,
  ): ComparisonColumn => ({
    name,
    title,
    isNumber: false,
    text: read,
    fields: (group) => ({ [name]: read(group) }),
  });
  return [
    number('rank', '', ({ rank }) => rank),
    text('trial', groupTitle, ({ label }) => label),
    ...axes.map((axis) => text(axis, axis, ({ axisValues }) => formatAxisValue(axisValues[axis]))),
    number('mean', metric.name, ({ estimate }) => estimate?.mean, format),
    number('sd', '± sd', ({ estimate }) => estimate?.stddev, format),
    {
      name: 'interval',
      title: '95 % interval',
      isNumber: false,
      text: ({ estimate }) => formatOptional(estimate?.interval, (i) => formatInterval(i, format)),
      fields: ({ estimate }) => spellInterval('', estimate?.interval),
    },
    number('seeds', 'n', ({ bySeed }) => bySeed.size),
    {
      name: 'difference',
      title: 'to the best',
      isNumber: false,
      text: ({ toBest }) => (toBest === undefined ? '' : formatGap(metric.name, toBest)),
      fields: ({ toBest }) => ({
        difference: toBest?.difference ?? '',
        ...spellInterval('difference', toBest?.interval),
      }),
    },
    text('verdict', '', (group) => describePlace(group, metric.name)),
    {
      name: 'failed',
      title: 'failures',
      isNumber: false,
      text: (group) => describeFailures(group, metric.name),
      fields: ({ failed }) => ({ failed: failed.length }),
    },
    text('missing', 'no result at the end', (group) =>
      [describeStops(group), describeMissing(group.missing)]
        .filter((part) => part !== '')
        .join('; '),
    ),
    number('time', 'time per run', meanDurationMs, formatDuration),
    ...metricNames.map((name) =>
      number(
        name,
        name,
        ({ runs }) => meanScore(runs, name),
        (value) => formatMetric(name, value),
      ),
    ),
  ];
}

function formatOptional<Value>(value: Value | undefined, show: (value: Value) => string): string {
  return value === undefined ? '' : show(value);
}

function spellInterval(prefix: string, interval: Interval | undefined) {
  const [low, high] = prefix === '' ? ['low', 'high'] : [`${prefix}Low`, `${prefix}High`];
  return { [low ?? '']: interval?.low ?? '', [high ?? '']: interval?.high ?? '' };
}

function meanDurationMs({ runs }: RankedGroup): number | undefined {
  return meanOf(runs.flatMap(({ durationMs, metrics }) => (metrics && durationMs) ?? []));
}

function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : mean([...values]);
}
