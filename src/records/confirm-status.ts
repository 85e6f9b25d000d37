import { UserError } from '../util/user-error';
import { listCheckpoints, readCheckpointHeader } from './checkpoints/checkpoint-folder';
import { findMarkFault } from './metrics/check-metrics';
import { findRow, readMetricsBytes } from './metrics/metrics-csv';
import { type RunReading, readRunFolder } from './read-run-folder';
import type { RunDirectory } from './run-directory';
import { isFinal, type RunStatus, type StatusReading } from './status';

/**
 * How a run stands, believed only where the other records of the run say nothing else: a status that
 * they contradict is `damaged`, with both places in its reason.
 */
export function confirmStatus(reading: RunReading): StatusReading {
  const reason = findContradiction(reading);
  return reason === undefined ? reading.status : { state: 'damaged', reason };
}

/** Reads how a run stands, and confirms it. */
export function readConfirmedStatus(directory: RunDirectory): StatusReading {
  return confirmStatus(readRunFolder(directory));
}

/** A status that says what a run measured. */
type MeasuredStatus = Extract<RunStatus, { state: 'completed' | 'stopped' | 'diverged' }>;

/**
 * Finds where the records of a run contradict its status, as far as that says what was measured.
 * Records that are missing say nothing, except for the metrics, which every such run has.
 */
export function findContradiction({ directory, status, file }: RunReading): string | undefined {
  if (!isFinal(status) && status.state !== 'stopped') return undefined;
  // Read at most once, and not where nothing needs them.
  let bytes: Buffer | undefined;
  const readMetricsOnce = (): Buffer => {
    bytes ??= readMetricsBytes(directory.metricsFile);
    return bytes;
  };
  try {
    return (
      findOtherSettings(file, status) ??
      findOtherCheckpoint(directory, status, readMetricsOnce) ??
      findOtherMetrics(status, readMetricsOnce)
    );
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

function findOtherSettings(file: RunReading['file'], status: MeasuredStatus): string | undefined {
  if (file.state !== 'sound') return undefined;
  const { settings, configHash } = file.value.config;
  if (configHash !== status.configHash) return 'status.json and run.json are of different settings';
  const { steps, earlyStopping } = settings;
  if (status.step > steps) {
    return `status.json says that it ended at step ${status.step}, run.json that it has ${steps} steps`;
  }
  if (status.state === 'completed' && status.step < steps && earlyStopping === undefined) {
    return `status.json calls it completed at step ${status.step}, run.json says that it has ${steps} steps`;
  }
  return undefined;
}

function findOtherCheckpoint(
  directory: RunDirectory,
  status: MeasuredStatus,
  readMetricsOnce: () => Buffer,
): string | undefined {
  const [newest] = listCheckpoints(directory.checkpoints);
  const reading = newest === undefined ? undefined : readCheckpointHeader(newest);
  if (reading?.ok !== true) return undefined;
  const { configHash, step } = reading.header;
  if (configHash !== status.configHash) {
    return 'status.json and the newest checkpoint are of different settings';
  }
  // A run that halving stopped may have been trained beyond the rung that it is judged by.
  if (step > status.step && status.state !== 'stopped') {
    return `status.json says that it ended at step ${status.step}, but there is a checkpoint of step ${step}`;
  }
  return findMarkFault(readMetricsOnce(), reading.header);
}

function findOtherMetrics(
  status: MeasuredStatus,
  readMetricsOnce: () => Buffer,
): string | undefined {
  // The metrics of a run that diverged are those before it did, at a step that it doesn't say.
  if (status.state === 'diverged') return undefined;
  const step = (status.state === 'completed' ? status.bestStep : undefined) ?? status.step;
  const bytes = readMetricsOnce();
  if (bytes.length === 0) return 'metrics.csv is empty';
  const row = findRow(bytes, step);
  if (row === undefined) {
    if (status.state === 'stopped') return undefined;
    return `metrics.csv has no row of step ${step}, where status.json says that it ended`;
  }
  for (const [name, value] of Object.entries(status.metrics)) {
    const recorded = row.values[name];
    if (Object.is(recorded, value)) continue;
    const found = recorded === undefined ? 'none' : String(recorded);
    return `status.json says ${name} ${value}, metrics.csv says ${found} at step ${step}`;
  }
  return undefined;
}
