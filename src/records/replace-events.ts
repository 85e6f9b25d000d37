import fs from 'node:fs';
import path from 'node:path';
import { writeFileAtomic } from '../util/files/atomic-write';
import { describeDiskError } from '../util/files/disk-error';
import { makeFolder } from '../util/files/make-folder';
import { encodeEvent } from './events/encode-event';
import { chooseEventFileName, listEventFileNames } from './events/event-file-name';
import { frameRecord } from './events/record-framing';
import type { Summary } from './summaries/summary';

/** What a run of TensorBoard shows at a step. */
export interface SummariesAtStep {
  readonly step: number;
  readonly summaries: readonly Summary[];
}

/**
 * Replaces all that the folder of a run shows. The new file comes as a whole and sorts behind the
 * old ones, which are deleted only then: a kill in between leaves both, and readers take the newer,
 * as does a TensorBoard that is showing the old ones.
 *
 * @throws UserError where the folder can't be written.
 */
export function replaceEvents(folder: string, steps: readonly SummariesAtStep[]): void {
  makeFolder(folder);
  const now = Date.now();
  const name = chooseEventFileName(folder, 'data', now);
  writeFileAtomic(path.join(folder, name), [
    frameRecord(encodeEvent(0, now, { kind: 'fileVersion' })),
    frameRecord(encodeEvent(0, now, { kind: 'start' })),
    ...steps.map(({ step, summaries }) =>
      frameRecord(encodeEvent(step, now, { kind: 'summaries', summaries })),
    ),
  ]);
  try {
    // Only older ones: where two processes write at once, the newest of all stays.
    for (const old of listEventFileNames(folder).filter((other) => other < name)) {
      fs.rmSync(path.join(folder, old), { force: true });
    }
  } catch (error) {
    throw describeDiskError(error, 'delete', folder);
  }
}
