import { max, mean, min } from 'simple-statistics';
import { type MetricsRow, readMetrics } from '../../records/metrics/metrics-csv';
import { groupBy } from '../../util/group-by';
import { findCurveFault, type RecordedRun } from '../results/read-results';

/** A metric of a trial at a step, over its seeds. */
export interface CurvePoint {
  readonly trial: string;
  readonly step: number;
  readonly mean: number;
  /** The smallest and the largest value of a seed. */
  readonly low: number;
  readonly high: number;
}

/** A run whose logged steps can't be shown, though it has logged some. */
export interface MissingCurve {
  readonly runId: string;
  readonly reason: string;
}

/** The curves of some runs. */
export interface GatheredCurves {
  /** By metric: trial after trial, each by step. */
  readonly points: ReadonlyMap<string, readonly CurvePoint[]>;
  readonly missing: readonly MissingCurve[];
}

/**
 * Gathers the curve of every trial: mean and range over the seeds that logged a step. Values that
 * are not finite have no place in a plot and are left out.
 */
export function gatherCurves(
  runs: readonly RecordedRun[],
  metrics: readonly string[],
): GatheredCurves {
  const points = new Map<string, CurvePoint[]>(metrics.map((metric) => [metric, []]));
  const missing: MissingCurve[] = [];
  for (const [trial, members] of groupBy(runs, ({ config }) => config.trial)) {
    const values = new Map(metrics.map((metric) => [metric, new Map<number, number[]>()]));
    for (const run of members) {
      const rows = readRows(run);
      if (typeof rows === 'string') missing.push({ runId: run.config.runId, reason: rows });
      else for (const [metric, bySteps] of values) addValues(bySteps, rows, metric);
    }
    for (const [metric, bySteps] of values) {
      const curve = points.get(metric);
      for (const step of [...bySteps.keys()].sort((a, b) => a - b)) {
        const found = bySteps.get(step) ?? [];
        curve?.push({ trial, step, mean: mean(found), low: min(found), high: max(found) });
      }
    }
  }
  return { points, missing };
}

function addValues(
  bySteps: Map<number, number[]>,
  rows: readonly MetricsRow[],
  metric: string,
): void {
  for (const { step, values } of rows) {
    const value = values[metric];
    if (value === undefined || !Number.isFinite(value)) continue;
    const found = bySteps.get(step);
    if (found === undefined) bySteps.set(step, [value]);
    else found.push(value);
  }
}

/** The rows of a run, or why there are none where there should be some. */
function readRows(run: RecordedRun): readonly MetricsRow[] | string {
  const { status, directory } = run;
  if (status.state === 'damaged') return status.reason;
  // Nothing of this plan is on record, or nothing yet: a curve is not missed.
  if (!('step' in status) || status.step === undefined || status.step === 0) return [];
  return findCurveFault(run) ?? readMetrics(directory.metricsFile).rows;
}
