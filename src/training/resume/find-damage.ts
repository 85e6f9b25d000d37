import fs from 'node:fs';
import path from 'node:path';
import type { RunSettings } from '../../plan/run-config';
import { readCheckpoint } from '../../records/checkpoints/checkpoint-folder';
import { listEventFileNames, roleOfEventFile } from '../../records/events/event-file-name';
import { readEvents } from '../../records/events/read-events';
import { findMetricsFault } from '../../records/metrics/check-metrics';
import type { RunDirectory } from '../../records/run-directory';
import { readRunFile } from '../../records/run-file';
import type { StatusReading } from '../../records/status';
import { metricColumns } from '../../spec/metric-names';
import { explainDiskError } from '../../util/files/disk-error';
import { isThere } from '../../util/files/is-there';
import { UserError } from '../../util/user-error';

/** A record that can't be used. */
export interface DamagedRecord {
  readonly file: string;
  /** Why, as the end of the sentence "... can't be used:". */
  readonly reason: string;
}

/** The bytes of the metrics of a run, or why there are none. */
export type MetricsReading =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly isMissing: boolean; readonly reason: string };

/** Reads the metrics of a run; what is wrong with the file is a value. */
export function readMetricsFile({ metricsFile }: RunDirectory): MetricsReading {
  try {
    return { ok: true, bytes: fs.readFileSync(metricsFile) };
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = isMissing
      ? 'is gone'
      : `can't be read: ${explainDiskError(error) ?? String(error)}`;
    return { ok: false, isMissing, reason: `metrics.csv ${reason}` };
  }
}

/** Single files, besides checkpoints and metrics, that can't be read or believed. */
export function findDamagedFiles(directory: RunDirectory, status: StatusReading): DamagedRecord[] {
  const { statusFile, runFile, bestFile } = directory;
  const run = readRunFile(runFile);
  const best = readCheckpoint(bestFile);
  return [
    ...(status.state === 'damaged' ? [{ file: statusFile, reason: status.reason }] : []),
    ...(run.state === 'damaged' ? [{ file: runFile, reason: run.reason }] : []),
    ...(!best.ok && isThere(bestFile) ? [{ file: bestFile, reason: best.reason }] : []),
  ];
}

/** Metrics and events that no checkpoint vouches for, and that not even a kill leaves like that. */
export function findDamagedSeries(
  directory: RunDirectory,
  metrics: MetricsReading,
  { loss }: Pick<RunSettings, 'loss'>,
): DamagedRecord[] {
  const { metricsFile, events } = directory;
  const fault = metrics.ok ? findMetricsFault(metrics.bytes, metricColumns(loss)) : undefined;
  const reason = metrics.ok
    ? fault && `it ${fault}`
    : metrics.isMissing
      ? undefined
      : metrics.reason;
  return [
    ...(reason === undefined ? [] : [{ file: metricsFile, reason }]),
    ...listEventFileNames(events)
      .filter((name) => roleOfEventFile(name) !== 'experiment')
      .flatMap((name) => findDamagedEvents(path.join(events, name))),
  ];
}

function findDamagedEvents(file: string): DamagedRecord[] {
  try {
    const { damage } = readEvents(file);
    if (damage === undefined || damage.reason === 'torn') return [];
    return [{ file, reason: `wrong ${damage.reason} at byte ${damage.offset}` }];
  } catch (error) {
    if (error instanceof UserError) return [{ file, reason: error.message }];
    throw error;
  }
}
