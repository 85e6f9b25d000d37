import type { RecordedRun } from './read-results';

/** What a run was executed in, as its `run.json` says; undefined where that can't be read. */
export function environmentOf({
  reading,
}: Pick<RecordedRun, 'reading'>): Readonly<Record<string, unknown>> | undefined {
  const { file } = reading;
  return file.state === 'sound' ? file.value.environment : undefined;
}
