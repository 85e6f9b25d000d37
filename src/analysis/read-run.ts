import { z } from 'zod';
import { type Parsing, parseRunConfig } from '../plan/parse-plan';
import type { RunConfig } from '../plan/run-config';
import type { RunDirectory } from '../records/run-directory';
import { readStatus, type StatusReading } from '../records/status';
import { UserError } from '../util/user-error';
import { parseJsonFile } from './read-results';

/** What a run folder says of itself. */
export interface RunRecord {
  readonly directory: RunDirectory;
  readonly config: RunConfig;
  /** As `run.json` holds it, whichever version wrote it. */
  readonly environment: Readonly<Record<string, unknown>>;
  readonly status: StatusReading;
}

const fileSchema = z.looseObject({
  config: z.unknown(),
  environment: z.record(z.string(), z.unknown()),
});

/**
 * Reads a run by its folder.
 *
 * @throws UserError where `run.json` is missing or was changed.
 */
export function readRun(directory: RunDirectory): RunRecord {
  const parsing = parseJsonFile(directory.runFile, parseRunFile);
  if (!parsing.ok) {
    throw new UserError(`${directory.runFile} can't be used: ${parsing.reason}`, {
      hint: 'It is written when a run starts; `ablate run` on the spec starts it again.',
    });
  }
  return { directory, ...parsing.value, status: readStatus(directory.statusFile) };
}

function parseRunFile(value: unknown): Parsing<Pick<RunRecord, 'config' | 'environment'>> {
  const file = fileSchema.safeParse(value);
  if (!file.success) return { ok: false, reason: 'it holds no run' };
  const config = parseRunConfig(file.data.config);
  if (!config.ok) return config;
  return { ok: true, value: { config: config.value, environment: file.data.environment } };
}
