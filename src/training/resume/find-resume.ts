import type { NamedTensors } from '../../engine/engine';
import type { RunConfig } from '../../plan/run-config';
import type { Checkpoint } from '../../records/checkpoints/checkpoint';
import { readCheckpoint, readNewestCheckpoint } from '../../records/checkpoints/checkpoint-folder';
import { readConfirmedStatus } from '../../records/confirm-status';
import type { MetricsMark } from '../../records/metrics/metrics-mark';
import type { RunDirectory } from '../../records/run-directory';
import { isFinal, readStatus } from '../../records/status';
import { type EarlyStoppingPosition, parsePosition } from '../early-stopping';
import type { RunEnvironment } from '../environment';
import { listChanges } from '../list-changes';
import { checkRows, type RowsCheck } from './check-rows';
import {
  type DamagedRecord,
  findDamagedFiles,
  findDamagedSeries,
  type MetricsReading,
  readMetricsFile,
} from './find-damage';

/** Where training goes on. */
export interface Resume {
  readonly step: number;
  readonly state?: NamedTensors;
  /** What early stopping had seen. */
  readonly position?: EarlyStoppingPosition | undefined;
  /** How far the metrics file is kept. */
  readonly metrics?: MetricsMark;
  /** What could not be used, and what makes this attempt unlike the last, in words. */
  readonly warnings: readonly string[];
  /** Records that are in the way of this attempt: they move aside. */
  readonly aside: readonly string[];
  /** Records of which this attempt keeps a part, and of which a copy goes aside. */
  readonly asideInPart: readonly string[];
}

/**
 * Finds the newest checkpoint of this very configuration from which training can go on: it is
 * sound, what early stopping needs is there, and the metrics hold the rows that had been written
 * then. Where there is none the run begins anew.
 *
 * @throws UserError where the folder can't be listed.
 */
export function findResume(
  config: RunConfig,
  directory: RunDirectory,
  environment: RunEnvironment,
): Resume {
  const status = readConfirmedStatus(directory);
  if ('configHash' in status && status.configHash !== config.configHash) {
    return beginAnew(directory, ['what is there came of other settings']);
  }
  const metrics = readMetricsFile(directory);
  // Which of two records that contradict each other is right, only a newer checkpoint can say.
  const needsMark = status.state === 'damaged' && isFinal(readStatus(directory.statusFile));
  const files = findDamagedFiles(directory, status);
  let areRowsLost = false;
  const { checkpoint, damaged } = readNewestCheckpoint(
    directory.checkpoints,
    config.configHash,
    (candidate) => {
      const early = checkEarlyStopping(config, candidate, directory);
      if (early !== undefined) return early;
      const rows = checkRowsOf(config, candidate, metrics, needsMark);
      areRowsLost ||= !rows.ok;
      return rows.ok ? undefined : rows.reason;
    },
  );
  const warnings = describe([...files, ...damaged]);
  if (checkpoint === undefined) {
    const series =
      damaged.length === 0 ? findDamagedSeries(directory, metrics, config.settings) : [];
    const others = files.map(({ file }) => file);
    return beginAnew(directory, [...warnings, ...describe(series)], others);
  }
  const rows = checkRowsOf(config, checkpoint, metrics, needsMark);
  const position = parsePosition(config.settings.earlyStopping, checkpoint.position);
  return {
    step: checkpoint.step,
    state: checkpoint.tensors as NamedTensors,
    ...(position.ok && { position: position.position }),
    ...(rows.ok && { metrics: rows.mark }),
    warnings: [...warnings, ...listChanges(directory, environment)],
    aside: [...files, ...damaged].map(({ file }) => file),
    asideInPart: areRowsLost ? [directory.metricsFile] : [],
  };
}

/** A fresh start. Where something was wrong with what is there, all of it moves aside. */
function beginAnew(
  directory: RunDirectory,
  faults: readonly string[],
  others: readonly string[] = [],
): Resume {
  const isLoss = faults.length > 0;
  return {
    step: 0,
    warnings: isLoss ? [...faults, 'the run begins anew'] : [],
    aside: isLoss ? [...new Set([...directory.listRecords(), ...others])] : [],
    asideInPart: [],
  };
}

function describe(records: readonly DamagedRecord[]): string[] {
  return records.map(({ file, reason }) => `${file} can't be used: ${reason}`);
}

/** Why early stopping could not go on from a checkpoint, or not put the best weights back. */
function checkEarlyStopping(
  config: RunConfig,
  candidate: Checkpoint,
  { bestFile }: RunDirectory,
): string | undefined {
  const parsing = parsePosition(config.settings.earlyStopping, candidate.position);
  if (!parsing.ok) return parsing.reason;
  const { bestStep = 0 } = parsing.position ?? {};
  if (bestStep === 0) return undefined;
  const lost = `the best weights so far, ${bestFile}, are lost`;
  const best = readCheckpoint(bestFile);
  if (!best.ok) return `${lost}: ${best.reason}`;
  const { step, configHash } = best.checkpoint;
  if (configHash !== config.configHash) return `${lost}: they belong to another configuration`;
  // Later ones than the checkpoint knows of were saved behind it, and will be again.
  const isOurs = step === bestStep || step > candidate.step;
  return isOurs ? undefined : `${lost}: they are of step ${step}, not of step ${bestStep}`;
}

function checkRowsOf(
  config: RunConfig,
  candidate: Checkpoint,
  metrics: MetricsReading,
  needsMark: boolean,
): RowsCheck {
  if (!metrics.ok) return metrics;
  if (needsMark && candidate.metrics === undefined) {
    return { ok: false, reason: 'it does not say what stood in metrics.csv' };
  }
  return checkRows(metrics.bytes, candidate, config.settings);
}
