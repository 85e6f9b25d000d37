import os from 'node:os';
import { listNames } from '../../util/files/list-folder';

/**
 * What an event file is for; the ends of a session, what a run counts as, and what is declared of
 * the whole experiment stand in files of their own.
 */
export type EventFileRole = 'data' | (typeof roles)[number];

/** What stands before `.v2` in the names of files that are no data. */
const roles = ['session-start', 'session-end', 'experiment', 'result'] as const;

const mark = 'tfevents';

/** Whether TensorBoard takes a file of this name for an event file. */
function isEventFileName(name: string): boolean {
  return name.includes(mark);
}

/** The role of an event file, from its name. */
export function roleOfEventFile(name: string): EventFileRole {
  return roles.find((role) => name.endsWith(`.${role}.v2`)) ?? 'data';
}

/** Event files of a folder in the order in which they were opened; none where it is missing. */
export function listEventFileNames(folder: string): string[] {
  return listNames(folder).filter(isEventFileName).sort();
}

/**
 * Chooses the name of a new event file:
 * `events.out.tfevents.<seconds>.<host>.<pid>.<n>[.<role>].v2`. Readers take the files of a folder
 * in the order of their names, so the name sorts behind all that are there, whatever the clock and
 * the process ids say.
 */
export function chooseEventFileName(
  folder: string,
  role: EventFileRole,
  wallTimeMs: number,
): string {
  const existing = listEventFileNames(folder);
  const newest = existing.at(-1) ?? '';
  const suffix = role === 'data' ? 'v2' : `${role}.v2`;
  const host = os.hostname().replace(/[^A-Za-z0-9-]/g, '-');
  let seconds = Math.floor(wallTimeMs / 1000);
  const format = (): string =>
    `events.out.${mark}.${String(seconds).padStart(10, '0')}.${host}.${process.pid}.${existing.length}.${suffix}`;
  const newestSeconds = Number(newest.split('.')[3]);
  if (newestSeconds > seconds) {
    seconds = newestSeconds;
  }
  if (format() <= newest) {
    seconds += 1;
  }
  return format();
}
