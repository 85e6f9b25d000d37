import fs from 'node:fs';
import { writeFileAtomic } from '../util/files/atomic-write';
import { describeDiskError } from '../util/files/disk-error';
import type { ExperimentDirectory } from './experiment-directory';

/**
 * What somebody noted of an experiment; undefined where nobody did.
 *
 * @throws UserError where it can't be read.
 */
export function readNote({ noteFile }: ExperimentDirectory): string | undefined {
  try {
    const text = fs.readFileSync(noteFile, 'utf8').trim();
    return text === '' ? undefined : text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw describeDiskError(error, 'read', noteFile);
  }
}

/**
 * Replaces the note of an experiment, or takes it away where the text is empty.
 *
 * @throws UserError where the disk refuses.
 */
export function writeNote({ noteFile }: ExperimentDirectory, text: string): void {
  if (text.trim() !== '') {
    writeFileAtomic(noteFile, `${text.trim()}\n`);
    return;
  }
  try {
    fs.rmSync(noteFile, { force: true });
  } catch (error) {
    throw describeDiskError(error, 'delete', noteFile);
  }
}
