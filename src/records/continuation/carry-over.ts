import fs from 'node:fs';
import path from 'node:path';
import type { RunConfig } from '../../plan/run-config';
import { writeFileAtomic } from '../../util/files/atomic-write';
import { describeDiskError } from '../../util/files/disk-error';
import { type Checkpoint, encodeCheckpoint } from '../checkpoints/checkpoint';
import {
  readCheckpoint,
  readNewestCheckpoint,
  writeCheckpoint,
} from '../checkpoints/checkpoint-folder';
import { listEventFileNames, roleOfEventFile } from '../events/event-file-name';
import type { RunDirectory } from '../run-directory';
import { readRunFile, writeRunFile } from '../run-file';
import { readStatus, writeStatus } from '../status';

/**
 * Makes the folder of a run from records of the same training under other settings, so that it goes on
 * behind their newest checkpoint as if it had been interrupted there. What it is made from stays.
 *
 * @returns the step behind which it goes on; undefined where nothing there can be used, and nothing was
 * made.
 * @throws UserError where the folder can't be written.
 */
export function carryOver(
  from: RunDirectory,
  to: RunDirectory,
  run: RunConfig,
): number | undefined {
  const recorded = readRunFile(from.runFile);
  if (recorded.state !== 'sound') return undefined;
  const { config, environment, stretches } = recorded.value;
  const { checkpoint } = readNewestCheckpoint(from.checkpoints, config.configHash);
  if (checkpoint === undefined) return undefined;
  const { configHash } = run;
  to.prepare();
  copyRecords(from, to);
  writeCheckpoint(to.checkpoints, { ...checkpoint, configHash });
  const best = readCheckpoint(from.bestFile);
  if (best.ok && best.checkpoint.configHash === config.configHash) {
    writeBest(to, { ...best.checkpoint, configHash });
  }
  const { step } = checkpoint;
  const { steps, logEvery, evaluateEvery } = config.settings;
  const stretch = { step, steps, logEvery, evaluateEvery };
  writeRunFile(to.runFile, run, environment, [...stretches, stretch]);
  const status = readStatus(from.statusFile);
  const { startedAt, durationMs, training } =
    'configHash' in status ? status : { startedAt: undefined, durationMs: undefined };
  // Last, because it is what makes the rest a run of these settings.
  writeStatus(to.statusFile, {
    state: 'interrupted',
    step,
    configHash,
    startedAt,
    durationMs,
    training,
  });
  return step;
}

/** What was measured and recorded; the start, the end and the result of a session are of that session. */
function copyRecords(from: RunDirectory, to: RunDirectory): void {
  const events = listEventFileNames(from.events)
    .filter((name) => roleOfEventFile(name) === 'data')
    .map((name) => path.join(from.events, name));
  try {
    for (const file of [from.metricsFile, ...events]) {
      fs.copyFileSync(file, path.join(to.path, path.basename(file)));
    }
  } catch (error) {
    throw describeDiskError(error, 'write', to.path);
  }
}

function writeBest(to: RunDirectory, checkpoint: Checkpoint): void {
  writeFileAtomic(to.bestFile, encodeCheckpoint(checkpoint));
}
