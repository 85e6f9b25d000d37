import fs from 'node:fs';
import path from 'node:path';
import type { RunConfig } from '../../plan/run-config';
import { carryOver } from '../../records/continuation/carry-over';
import { findContinuation } from '../../records/continuation/find-continuation';
import { listEventFileNames, roleOfEventFile } from '../../records/events/event-file-name';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { identifyRun } from '../../records/identify-run';
import { type RunReading, readRunFolder } from '../../records/read-run-folder';
import { findReplacedRun, markOfSettings } from '../../records/replaced/replaced-folder';
import { bringRunBack, moveRunAside } from '../../records/replaced/set-aside';
import { RunDirectory } from '../../records/run-directory';
import { describeDiskError } from '../../util/files/disk-error';
import { makeFolder } from '../../util/files/make-folder';

/*
 * A changed setting makes another run under the same name. What the old settings gave is not
 * overwritten: it moves out of the logdir, and back in when those settings come again.
 */

/** What happened to the folder of a run before it was run; `place` is where it went. */
export type Replacement =
  /** Other settings had left it. */
  | { readonly kind: 'archived'; readonly place: string }
  /** The results of these very settings are back; what stood there meanwhile went to `place`. */
  | { readonly kind: 'restored'; readonly place: string | undefined }
  /** Other settings had left it in `place`, and it goes on behind their `step`. */
  | { readonly kind: 'continued'; readonly place: string; readonly step: number }
  /** Nothing says whose it was. */
  | { readonly kind: 'unreadable'; readonly place: string; readonly reason: string }
  /** It was to begin anew. */
  | { readonly kind: 'repeated'; readonly place: string };

/** Whether the folder of a run holds something else, or its own results lie elsewhere. */
export function isInTheWay(
  directory: ExperimentDirectory,
  run: RunConfig,
  reading: RunReading,
): boolean {
  const found = identifyRun(reading);
  switch (found.kind) {
    case 'unknown':
      return true;
    case 'empty':
      return findReplacedRun(directory, run.runId, run.configHash) !== undefined;
    case 'known':
      return found.configHash !== run.configHash;
  }
}

/**
 * Makes the folder of a run the one of its very settings.
 *
 * @returns what happened, undefined where there was nothing to do.
 * @throws UserError where the folders can't be moved.
 */
export function makeRoomForRun(
  directory: ExperimentDirectory,
  run: RunConfig,
): Replacement | undefined {
  const folder = directory.run(run.runId);
  const reading = readRunFolder(folder, run);
  const found = identifyRun(reading);
  switch (found.kind) {
    case 'unknown': {
      const place = moveRunAside(folder, 'unreadable');
      return { kind: 'unreadable', place, reason: found.reason };
    }
    case 'empty':
      return bringRunBack(folder, markOfSettings(run.configHash))
        ? { kind: 'restored', place: undefined }
        : undefined;
    case 'known': {
      if (found.configHash === run.configHash) return undefined;
      const canGoOn = findContinuation(reading, run).kind === 'behind';
      const place = moveRunAside(folder, markOfSettings(found.configHash));
      if (bringRunBack(folder, markOfSettings(run.configHash))) return { kind: 'restored', place };
      const step = canGoOn ? carryOver(new RunDirectory(place), folder, run) : undefined;
      if (step === undefined) return { kind: 'archived', place };
      return { kind: 'continued', place, step };
    }
  }
}

/**
 * Moves what there is of a run aside, so that it begins anew.
 *
 * @returns what happened, undefined where there was nothing.
 * @throws UserError where the folder can't be moved.
 */
export function makeRoomForRepetition(
  directory: ExperimentDirectory,
  run: RunConfig,
): Replacement | undefined {
  const folder = directory.run(run.runId);
  if (identifyRun(readRunFolder(folder, run)).kind === 'empty') return undefined;
  const place = moveRunAside(folder, markOfSettings(run.configHash));
  keepExperimentFiles(folder, place);
  return { kind: 'repeated', place };
}

/** What stands in the folder of a run and is of the whole experiment stays. */
function keepExperimentFiles(folder: RunDirectory, place: string): void {
  const names = listEventFileNames(place).filter((name) => roleOfEventFile(name) === 'experiment');
  try {
    for (const name of names) {
      makeFolder(folder.path);
      fs.renameSync(path.join(place, name), path.join(folder.events, name));
    }
  } catch (error) {
    throw describeDiskError(error, 'move', place);
  }
}
