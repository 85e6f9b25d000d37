import { mean, sampleStandardDeviation } from 'simple-statistics';
import type { MetricsRow } from '../../records/metrics/metrics-csv';
import type { RecordedRun } from '../results/read-results';

/** A metric over the seeds of a trial at one step. */
export interface Spread {
  readonly mean: number;
  /** Sample standard deviation, by n - 1. */
  readonly sd: number;
}

/** The metrics of a step over the seeds of a trial, by name. */
export interface AggregateRow {
  readonly step: number;
  readonly spreads: Readonly<Record<string, Spread>>;
}

/** A mean of fewer curves is the curve itself. */
export const fewestSeeds = 2;

/**
 * Chooses the runs of a trial that its mean is taken over, none where there are too few. These are
 * the completed ones; while fewer than two are complete, also those on their way. Runs that diverged
 * or failed are no part of it: what `compare` scores them as is a number, not a curve.
 */
export function chooseRuns(runs: readonly RecordedRun[]): readonly RecordedRun[] {
  const completed = runs.filter(({ status }) => status.state === 'completed');
  if (completed.length >= fewestSeeds) return completed;
  const begun = runs.filter(({ status }) => isSound(status.state));
  return begun.length >= fewestSeeds ? begun : [];
}

function isSound(state: RecordedRun['status']['state']): boolean {
  switch (state) {
    case 'completed':
    case 'running':
    case 'interrupted':
    case 'stopped':
      return true;
    case 'diverged':
    case 'failed':
    case 'absent':
    case 'damaged':
    case 'outdated':
      return false;
  }
}

/**
 * Takes mean and spread over curves. A metric counts at the steps where every curve has a finite
 * value of it: a line whose seeds change on the way would rise and fall by who drops out.
 */
export function aggregateCurves(curves: readonly (readonly MetricsRow[])[]): AggregateRow[] {
  const [first = [], ...others] = curves.map(
    (rows) => new Map(rows.map(({ step, values }) => [step, values])),
  );
  return [...first].flatMap(([step, values]) => {
    const rows = [values, ...others.map((rows) => rows.get(step) ?? {})];
    const spreads = Object.keys(values).flatMap((name) => {
      const samples = rows.flatMap((row) => row[name] ?? []).filter(Number.isFinite);
      if (samples.length < rows.length) return [];
      return [[name, { mean: mean(samples), sd: sampleStandardDeviation(samples) }] as const];
    });
    return spreads.length === 0 ? [] : [{ step, spreads: Object.fromEntries(spreads) }];
  });
}
