import type { TensorBoardServer } from '../../scripts/tensorboard/tensorboard-server';
import { type MetricsTable, readMetrics } from '../../src/records/metrics/metrics-csv';
import type { RunDirectory } from '../../src/records/run-directory';
import { metricTag } from '../../src/spec/metric-names';

/** Step and value. */
export type Point = readonly [step: number, value: number];

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
