import fs from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Sync, writeFileAtomic } from '../util/files/atomic-write';
import { describeDiskError } from '../util/files/disk-error';
import { UserError } from '../util/user-error';
import { encodeEvent } from './events/encode-event';
import {
  chooseEventFileName,
  type EventFileRole,
  listEventFileNames,
  roleOfEventFile,
} from './events/event-file-name';
import { readEvents } from './events/read-events';
import { frameRecord } from './events/record-framing';
import { setRecordsAside } from './replaced/set-aside';
import { RunDirectory } from './run-directory';
import {
  buildHParamsExperiment,
  buildHParamsSessionEnd,
  buildHParamsSessionStart,
  experimentTag,
  type HParamsExperiment,
  type HParamsSessionEnd,
  type HParamsSessionStart,
} from './summaries/hparams';
import type { Summary } from './summaries/summary';

/*
 * TensorBoard keeps the first HParams summary that it sees of a run for good, so that a run which
 * failed and then succeeded would stay failed. Start and end of a session therefore stand in small
 * files of their own, which are replaced, away from the data, which only grows. They hold no START
 * record: it would count as an attempt and drop data.
 */

/**
 * Writes what the HParams page has to know of the experiment, replacing what an earlier grid wrote;
 * what is there already and says the same stays.
 *
 * @throws UserError where the folder can't be written.
 */
export function writeExperimentFile(folder: string, experiment: HParamsExperiment): void {
  replaceFile(folder, 'experiment', 0, [buildHParamsExperiment(experiment)]);
}

/**
 * Deletes what the HParams page has to know of the experiment, where a folder holds it.
 *
 * @throws UserError where the folder can't be written.
 */
export function removeExperimentFile(folder: string): void {
  removeFiles(folder, listFiles(folder, 'experiment'));
}

/**
 * Deletes the same where an earlier version has put it: at the root of the logdir, under the name of
 * a data file. A file that holds anything else, or can't be read, stays.
 *
 * @throws UserError where the folder can't be written.
 */
export function removeUnmarkedExperimentFile(folder: string): void {
  const isDeclaration = (name: string): boolean => {
    const { events, damage } = readEvents(path.join(folder, name));
    const tags = events.flatMap((event) =>
      event.kind === 'summaries' ? event.summaries.map(({ tag }) => tag) : [],
    );
    return damage === undefined && tags.length > 0 && tags.every((tag) => tag === experimentTag);
  };
  removeFiles(folder, listFiles(folder, 'data').filter(isDeclaration));
}

/**
 * Writes the start of a run and takes back the end of an earlier attempt, if there was one. The final
 * status waits for the disk, not this.
 *
 * @throws UserError where the folder can't be written.
 */
export function writeSessionStart(folder: string, session: HParamsSessionStart): void {
  removeSessionEnd(folder);
  replaceFile(folder, 'session-start', 0, [buildHParamsSessionStart(session)], 'nothing');
}

/**
 * Writes the end of a run that has its result, once its last data is written. One that crashed or
 * was stopped gets no end: a TensorBoard that is running would show the failure even after a later
 * attempt has succeeded. The final status waits for the disk, not this.
 *
 * @throws UserError where the folder can't be written.
 */
export function writeSessionEnd(folder: string, session: HParamsSessionEnd): void {
  replaceFile(folder, 'session-end', 0, [buildHParamsSessionEnd(session)], 'nothing');
}

/**
 * Writes what a run counts as, once that is known; what is there already and says the same stays.
 * Nothing waits for the disk: every launch holds the file against the status of the run.
 *
 * @param step the last step of the run: where a later attempt ends, a reader takes that for newer.
 * @param summaries as `buildRunResult` makes them; without any, nothing is written.
 * @throws UserError where the folder can't be written.
 */
export function writeRunResult(folder: string, step: number, summaries: readonly Summary[]): void {
  if (summaries.length > 0) replaceFile(folder, 'result', step, summaries, 'nothing');
}

/** Deletes the end and the result of an earlier attempt, because this one may end otherwise. */
export function removeSessionEnd(folder: string): void {
  removeFiles(folder, [...listFiles(folder, 'session-end'), ...listFiles(folder, 'result')]);
}

function replaceFile(
  folder: string,
  role: EventFileRole,
  step: number,
  summaries: readonly Summary[],
  sync: Sync = 'file',
): void {
  const old = listFiles(folder, role);
  if (old.length === 1 && old.every((name) => holds(path.join(folder, name), step, summaries))) {
    return;
  }
  const now = Date.now();
  const name = chooseEventFileName(folder, role, now);
  removeFiles(folder, old);
  const records = [
    frameRecord(encodeEvent(0, now, { kind: 'fileVersion' })),
    frameRecord(encodeEvent(step, now, { kind: 'summaries', summaries })),
  ];
  writeFileAtomic(path.join(folder, name), records, sync);
}

function holds(file: string, step: number, summaries: readonly Summary[]): boolean {
  const [found, ...others] = readEvents(file).events.filter(({ kind }) => kind === 'summaries');
  if (found?.kind !== 'summaries' || found.step !== step || others.length > 0) return false;
  return isDeepStrictEqual(found.summaries.map(spellSummary), summaries.map(spellSummary));
}

/** All that these files say, whichever arrays hold it. */
function spellSummary({ tag, description = '', pluginContent, tensor }: Summary) {
  const values = tensor.dtype === 'string' ? tensor.strings.map(String) : [...tensor.content];
  return { tag, description, values, content: [...(pluginContent ?? [])] };
}

function listFiles(folder: string, role: EventFileRole): string[] {
  return listEventFileNames(folder).filter((name) => roleOfEventFile(name) === role);
}

/** Deletes what will be written anew; what can't be read is not known to be that, and moves aside. */
function removeFiles(folder: string, names: readonly string[]): void {
  for (const name of names) {
    const file = path.join(folder, name);
    if (!isSound(file)) {
      setRecordsAside(new RunDirectory(folder), [file]);
      continue;
    }
    try {
      fs.rmSync(file, { force: true });
    } catch (error) {
      throw describeDiskError(error, 'delete', file);
    }
  }
}

/** Whether a file holds events and nothing else; an empty one holds nothing to lose. */
function isSound(file: string): boolean {
  try {
    return readEvents(file).damage === undefined;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
