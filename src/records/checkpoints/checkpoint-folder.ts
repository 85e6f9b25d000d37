import fs from 'node:fs';
import path from 'node:path';
import { writeFileAtomic } from '../../util/files/atomic-write';
import { describeDiskError, explainDiskError } from '../../util/files/disk-error';
import { listNames } from '../../util/files/list-folder';
import {
  type Checkpoint,
  type CheckpointParsing,
  encodeCheckpoint,
  type HeaderParsing,
  measureHeader,
  parseCheckpoint,
  parseCheckpointHeader,
} from './checkpoint';

/** A checkpoint file that can't be used. */
export interface DamagedCheckpoint {
  readonly file: string;
  /** Why, as the end of the sentence "... can't be used:". */
  readonly reason: string;
}

/** The newest checkpoint that can be used, and the newer ones that can't. */
export interface NewestCheckpoint {
  readonly checkpoint: Checkpoint | undefined;
  readonly damaged: readonly DamagedCheckpoint[];
}

const fileName = /^checkpoint-\d{8,}\.ablate$/;

/**
 * Writes the checkpoint of a step, atomically.
 *
 * @returns the path of the file.
 * @throws UserError when the disk is full or refuses; other checkpoints are untouched.
 */
export function writeCheckpoint(folder: string, checkpoint: Checkpoint): string {
  const name = `checkpoint-${String(checkpoint.step).padStart(8, '0')}.ablate`;
  const file = path.join(folder, name);
  writeFileAtomic(file, encodeCheckpoint(checkpoint));
  return file;
}

/**
 * Reads the newest checkpoint of a folder that is sound and belongs to the given configuration.
 * Where one is not, the one before it serves.
 *
 * @param findFault says why training can't go on from a sound one, where that is so.
 * @throws UserError where the folder can't be listed; a missing folder has no checkpoint.
 */
export function readNewestCheckpoint(
  folder: string,
  configHash: string,
  findFault: (checkpoint: Checkpoint) => string | undefined = () => undefined,
): NewestCheckpoint {
  const damaged: DamagedCheckpoint[] = [];
  for (const file of listCheckpoints(folder)) {
    const parsing = readCheckpoint(file);
    if (!parsing.ok) {
      damaged.push({ file, reason: parsing.reason });
    } else if (parsing.checkpoint.configHash !== configHash) {
      damaged.push({ file, reason: 'it belongs to another configuration' });
    } else {
      const reason = findFault(parsing.checkpoint);
      if (reason === undefined) return { checkpoint: parsing.checkpoint, damaged };
      damaged.push({ file, reason });
    }
  }
  return { checkpoint: undefined, damaged };
}

/**
 * Deletes all but the newest checkpoints of a folder.
 *
 * @param keep how many stay, at least 1.
 * @throws UserError where one can't be deleted.
 */
export function pruneCheckpoints(folder: string, keep: number): void {
  for (const file of listCheckpoints(folder).slice(Math.max(1, keep))) {
    try {
      fs.rmSync(file, { force: true });
    } catch (error) {
      throw describeDiskError(error, 'delete', file);
    }
  }
}

/** Paths of the checkpoints of a folder, newest first. */
export function listCheckpoints(folder: string): string[] {
  return listNames(folder)
    .filter((name) => fileName.test(name))
    .sort((a, b) => stepOf(b) - stepOf(a))
    .map((name) => path.join(folder, name));
}

function stepOf(name: string): number {
  return Number.parseInt(name.slice('checkpoint-'.length), 10);
}

/** Reads what stands in front of the tensors of a checkpoint file, whatever their size. */
export function readCheckpointHeader(file: string): HeaderParsing {
  try {
    const descriptor = fs.openSync(file, 'r');
    try {
      const start = readStart(descriptor, headerGuessBytes);
      const length = measureHeader(start) ?? 0;
      const isWhole = length <= start.length || length > fs.fstatSync(descriptor).size;
      return parseCheckpointHeader(isWhole ? start : readStart(descriptor, length));
    } finally {
      fs.closeSync(descriptor);
    }
  } catch (error) {
    return { ok: false, reason: explainDiskError(error) ?? String(error) };
  }
}

/** The step of the newest checkpoint of a configuration, as far as its header tells. */
export function readNewestStep(folder: string, configHash: string): number | undefined {
  for (const file of listCheckpoints(folder)) {
    const reading = readCheckpointHeader(file);
    if (reading.ok && reading.header.configHash === configHash) return reading.header.step;
  }
  return undefined;
}

/** Holds the headers of small networks, so that one read serves. */
const headerGuessBytes = 8192;

function readStart(descriptor: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, fs.readSync(descriptor, bytes, 0, length, 0));
}

/** Reads one checkpoint file; one that is missing or damaged gives the reason. */
export function readCheckpoint(file: string): CheckpointParsing {
  try {
    return parseCheckpoint(fs.readFileSync(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { ok: false, reason: 'it is not there' };
    return { ok: false, reason: explainDiskError(error) ?? String(error) };
  }
}
