import fs from 'node:fs';
import path from 'node:path';
import { formatBytes } from '../util/format-bytes';
import type { Check } from './check';

/** Below this a grid with checkpoints and histograms may end in a full disk. */
const LOW_BYTES = 1e9;
/** Below this not even one run of the largest preset, with its model and checkpoint, fits. */
const LEAST_BYTES = 0.1e9;

/** What is known about a folder besides its place. */
export interface FolderRole {
  /** What the folder is for: `results`, `cache`. */
  readonly subject: string;
  /** Whether no run can start without writing to it. */
  readonly isNeeded: boolean;
  /** How the user moves it elsewhere, a part of a sentence: `set ABLATE_CACHE_DIR`. */
  readonly wayOut: string;
}

/**
 * Whether a folder, which need not exist yet, can be written, and how much room its disk has.
 */
export function checkFolder(folder: string, role: FolderRole): Check {
  const { subject, isNeeded, wayOut } = role;
  const existing = findExisting(path.resolve(folder));
  const reason = tryWriting(existing);
  if (reason !== undefined) {
    return {
      subject,
      status: isNeeded ? 'problem' : 'warning',
      finding: `${folder} can't be written (${reason})`,
      remedy: `Make it yours (chown, chmod), or ${wayOut}`,
    };
  }
  const { bavail, bsize } = fs.statfsSync(existing);
  const freeBytes = bavail * bsize;
  const finding = `${folder} can be written, ${formatBytes(freeBytes)} free`;
  if (freeBytes >= LOW_BYTES) return { subject, status: 'ok', finding };
  return {
    subject,
    status: isNeeded && freeBytes < LEAST_BYTES ? 'problem' : 'warning',
    finding,
    remedy: `Free some room there, or ${wayOut}`,
  };
}

/** The folder itself or the nearest one above it that exists. */
function findExisting(folder: string): string {
  return fs.existsSync(folder) ? folder : findExisting(path.dirname(folder));
}

/** Writes a file for a moment, because permission bits do not tell of read-only file systems. */
function tryWriting(folder: string): string | undefined {
  const file = path.join(folder, `.ablate-doctor-${process.pid}`);
  try {
    fs.writeFileSync(file, '');
    fs.rmSync(file);
    return undefined;
  } catch (error) {
    const hasCode = typeof error === 'object' && error !== null && 'code' in error;
    return String(hasCode ? error.code : error);
  }
}
