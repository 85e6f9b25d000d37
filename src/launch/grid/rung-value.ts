import type { RunConfig } from '../../plan/run-config';
import { readConfirmedStatus } from '../../records/confirm-status';
import { type MetricsRow, readMetrics } from '../../records/metrics/metrics-csv';
import type { RunDirectory } from '../../records/run-directory';
import { scoreRun } from '../../records/score-run';
import { isFinal, type RunStatus, readStatus } from '../../records/status';

/**
 * How a run stands at a rung: the metric that was measured there; for one that ended before, by
 * early stopping or because it has fewer steps, what it ended with; for one that diverged or failed
 * before, what guessing gives. A run that ended at the rung counts with what it ended with, which
 * is its best where it stopped early.
 *
 * @returns undefined where it has yet to get there.
 */
export function readRungValue(
  config: Pick<RunConfig, 'settings' | 'configHash'>,
  directory: RunDirectory,
  metric: string,
  rung: number,
): number | undefined {
  const status = readStatus(directory.statusFile);
  if (!('configHash' in status) || status.configHash !== config.configHash) return undefined;
  const isOver = isFinal(status) || status.state === 'failed';
  const endStep = 'step' in status ? status.step : undefined;
  const endedBeyond = status.state !== 'completed' || (endStep ?? 0) > rung;
  const measured = endedBeyond ? readRow(directory, rung)?.values[metric] : undefined;
  if (measured !== undefined || !isOver) return measured;
  const score = scoreRun({ config, status }, metric);
  return score.basis === 'missing' ? undefined : score.value;
}

/**
 * The status of a run that waits at a rung or beyond, or was interrupted there, so that nothing has
 * to be trained before the rung can be decided.
 *
 * @returns undefined where it has yet to get there, or where its records can't be believed.
 */
export function findStatusAtRung(
  run: Pick<RunConfig, 'settings' | 'configHash'>,
  directory: RunDirectory,
  metric: string,
  rung: number,
): RunStatus | undefined {
  const status = readConfirmedStatus(directory);
  if (status.state !== 'stopped' && status.state !== 'interrupted') return undefined;
  if (status.configHash !== run.configHash || status.step < rung) return undefined;
  return readRungValue(run, directory, metric, rung) === undefined ? undefined : status;
}

/** The recorded row of a step; undefined where there is none that can be read. */
export function readRow(directory: RunDirectory, step: number): MetricsRow | undefined {
  try {
    return readMetrics(directory.metricsFile).rows.find((row) => row.step === step);
  } catch {
    return undefined;
  }
}
