import { readRunFile } from '../../records/run-file';
import type { RecordedRun } from './read-results';

/** What a run was executed in, as its `run.json` says; undefined where that can't be read. */
export function readEnvironment({
  directory,
}: Pick<RecordedRun, 'directory'>): Readonly<Record<string, unknown>> | undefined {
  const reading = readRunFile(directory.runFile);
  return reading.state === 'sound' ? reading.value.environment : undefined;
}
