import { z } from 'zod';
import { type Parsing, parseRunConfig } from '../plan/parse-plan';
import type { RunConfig } from '../plan/run-config';
import { writeFileAtomic } from '../util/files/atomic-write';
import { type JsonReading, readJsonFile } from './read-json-file';

/** What `run.json` says of a run. */
export interface RunFile {
  readonly config: RunConfig;
  /** What can change numbers besides the settings, as the version that wrote it knew it. */
  readonly environment: Readonly<Record<string, unknown>>;
}

const fileSchema = z.looseObject({
  config: z.unknown(),
  environment: z.record(z.string(), z.unknown()),
});

/**
 * Replaces `run.json` as a whole.
 *
 * @throws UserError when the disk refuses.
 */
export function writeRunFile(file: string, config: RunConfig, environment: object): void {
  // The status that follows waits for its own name, and thereby for this one.
  writeFileAtomic(file, `${JSON.stringify({ config, environment }, null, 2)}\n`, 'file');
}

/** Reads `run.json`; settings that don't have the content hash beside them are damage. */
export function readRunFile(file: string): JsonReading<RunFile> {
  return readJsonFile(file, parseRunFile);
}

function parseRunFile(value: unknown): Parsing<RunFile> {
  const file = fileSchema.safeParse(value);
  if (!file.success) return { ok: false, reason: 'it holds no run' };
  const config = parseRunConfig(file.data.config);
  if (!config.ok) return config;
  return { ok: true, value: { config: config.value, environment: file.data.environment } };
}
