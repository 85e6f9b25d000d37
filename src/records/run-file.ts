import { z } from 'zod';
import { type Parsing, parseRunConfig } from '../plan/parse-plan';
import type { RunConfig } from '../plan/run-config';
import { writeFileAtomic } from '../util/files/atomic-write';
import { type JsonReading, readJsonFile } from './read-json-file';

const stretchSchema = z.object({
  step: z.int().nonnegative(),
  steps: z.int().positive(),
  logEvery: z.int().positive(),
  evaluateEvery: z.int().positive(),
});

/** A part of a run that was trained under settings of another length, or that observe other steps. */
export type Stretch = z.output<typeof stretchSchema>;

/** What `run.json` says of a run. */
export interface RunFile {
  readonly config: RunConfig;
  /** What can change numbers besides the settings, as the version that wrote it knew it. */
  readonly environment: Readonly<Record<string, unknown>>;
  /** What it went on from, each up to its `step`, the first one first; empty for nearly all runs. */
  readonly stretches: readonly Stretch[];
}

const fileSchema = z.looseObject({
  config: z.unknown(),
  environment: z.record(z.string(), z.unknown()),
  stretches: z.array(stretchSchema).default([]),
});

/**
 * Replaces `run.json` as a whole.
 *
 * @throws UserError when the disk refuses.
 */
export function writeRunFile(
  file: string,
  config: RunConfig,
  environment: object,
  stretches: readonly Stretch[] = [],
): void {
  const content = { config, environment, ...(stretches.length > 0 && { stretches }) };
  // The first checkpoint waits for the names in this folder, and a final status for all that is there.
  writeFileAtomic(file, `${JSON.stringify(content, null, 2)}\n`, 'file');
}

/**
 * Reads `run.json`; settings that don't have the content hash beside them are damage.
 *
 * @param planned what it is expected to hold, as `parseRunConfig` takes it.
 */
export function readRunFile(file: string, planned?: RunConfig): JsonReading<RunFile> {
  return readJsonFile(file, (value) => parseRunFile(value, planned));
}

function parseRunFile(value: unknown, planned: RunConfig | undefined): Parsing<RunFile> {
  const file = fileSchema.safeParse(value);
  if (!file.success) return { ok: false, reason: 'it holds no run' };
  const config = parseRunConfig(file.data.config, planned);
  if (!config.ok) return config;
  const { environment, stretches } = file.data;
  return { ok: true, value: { config: config.value, environment, stretches } };
}
