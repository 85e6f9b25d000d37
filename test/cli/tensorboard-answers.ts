import { type MetricsTable, readMetrics } from '../../src/records/metrics-csv';
import type { RunDirectory } from '../../src/records/run-directory';
import { metricTag } from '../../src/spec/metric-names';
import type { TensorBoardServer } from '../records/tensorboard-server';

/** Step and value. */
export type Point = readonly [step: number, value: number];

/** A trial on the HParams page. */
export interface SessionGroup {
  readonly name: string;
  readonly hparams: Readonly<Record<string, unknown>>;
  /** Means over the seeds, by tag. */
  readonly metrics: Readonly<Record<string, number>>;
  /** How each run stands, by its name. */
  readonly statuses: Readonly<Record<string, string>>;
}

/** The points of one curve. */
export async function askPoints(
  server: TensorBoardServer,
  run: string,
  tag: string,
): Promise<Point[]> {
  const points = await server.ask('scalars/scalars', { run, tag });
  return (points as [number, number, number][]).map(([, step, value]) => [step, value]);
}

/** How many points of a curve are loaded, 0 where there is nothing yet of the run or the tag. */
export async function countPoints(
  server: TensorBoardServer,
  run: string,
  tag: string,
): Promise<number> {
  const tags = (await server.ask('scalars/tags')) as Record<string, Record<string, unknown>>;
  return tag in (tags[run] ?? {}) ? (await askPoints(server, run, tag)).length : 0;
}

/** Every curve that the metrics of a run make, by tag, in the float32 of event files. */
export function curvesOf(run: RunDirectory): Record<string, Point[]> {
  const { columns, rows }: MetricsTable = readMetrics(run.metricsFile);
  const curves = columns.map((name) => [
    metricTag(name),
    rows.flatMap(({ step, values }): Point[] => {
      const value = values[name];
      return value === undefined ? [] : [[step, Math.fround(value)]];
    }),
  ]);
  return Object.fromEntries(curves.filter(([, points]) => points?.length !== 0));
}

/** The trials of the HParams page by name. */
export async function askSessionGroups(server: TensorBoardServer): Promise<SessionGroup[]> {
  const tags = ['accuracy/test', 'loss/test', 'accuracy/train', 'loss/train'];
  const answer = (await server.post('hparams/session_groups', {
    allowedStatuses: ['STATUS_SUCCESS', 'STATUS_FAILURE', 'STATUS_UNKNOWN', 'STATUS_RUNNING'],
    colParams: tags.map((tag) => ({ metric: { tag, group: '' } })),
    startIndex: 0,
    sliceSize: 100,
    aggregationType: 'AGGREGATION_AVG',
  })) as { sessionGroups: AnsweredGroup[] };
  const groups = answer.sessionGroups.map(({ name, hparams, metricValues = [], sessions }) => ({
    name,
    hparams,
    metrics: Object.fromEntries(metricValues.map((metric) => [metric.name.tag, metric.value])),
    statuses: Object.fromEntries(sessions.map((session) => [session.name, session.status])),
  }));
  return groups.sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface AnsweredGroup {
  readonly name: string;
  readonly hparams: Readonly<Record<string, unknown>>;
  readonly metricValues?: readonly { readonly name: { readonly tag: string }; value: number }[];
  readonly sessions: readonly { readonly name: string; readonly status: string }[];
}
