import type { MetricsRow } from '../../records/metrics/metrics-csv';

/** The first place at which two runs' metrics part. */
export interface CurveDifference {
  readonly step: number;
  readonly metric: string;
  /** Absent where only the other run has it. */
  readonly first: number | undefined;
  readonly second: number | undefined;
}

/**
 * Finds the first step at which two runs differ in a metric that is measured, bit for bit; what is
 * scheduled (`epoch`, `learningRate`) does not count.
 *
 * @returns undefined where all steps are equal.
 */
export function findFirstDifference(
  first: readonly MetricsRow[],
  second: readonly MetricsRow[],
): CurveDifference | undefined {
  const others = new Map(second.map((row) => [row.step, row.values]));
  const steps = new Set([...first, ...second].map(({ step }) => step));
  const own = new Map(first.map((row) => [row.step, row.values]));
  for (const step of [...steps].sort((a, b) => a - b)) {
    const [a = {}, b = {}] = [own.get(step), others.get(step)];
    const metrics = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    const metric = metrics.find((name) => name.includes('/') && !Object.is(a[name], b[name]));
    if (metric !== undefined) return { step, metric, first: a[metric], second: b[metric] };
  }
  return undefined;
}
