import fs from 'node:fs';
import { z } from 'zod';
import { type Sync, writeFileAtomic } from '../util/files/atomic-write';
import { explainDiskError } from '../util/files/disk-error';

const step = z.int().nonnegative();

/** JSON has no NaN and no infinities: they stand as strings. */
const metricSchema = z
  .union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])])
  .transform(Number);
const metrics = z.record(z.string(), metricSchema);

/** What went wrong in the run, in words, where something did. */
const pathologies = z.array(z.string()).default([]);

const stepTime = z.object({ steps: z.int().positive(), durationMs: z.number().nonnegative() });

/** How long some steps took. */
export type StepTime = z.output<typeof stepTime>;

const common = {
  /** Content hash of the run's configuration. */
  configHash: z.string(),
  /*
   * Times are told, and the result never depends on them: one that can't be, as a clock that was set back
   * while an earlier version ran has left, says nothing against the result that it stands beside.
   */
  /** When the first attempt began, ISO 8601. */
  startedAt: z.string().optional().catch(undefined),
  /** When this status was written, ISO 8601. */
  updatedAt: z.string().optional().catch(undefined),
  /** Time spent in all attempts, where it is known. */
  durationMs: z.number().nonnegative().optional().catch(undefined),
  /**
   * The steps of all attempts that ended by themselves, where some were perhaps done twice, and the time
   * spent in these alone: without evaluation, pictures and records. Earlier versions don't say.
   */
  training: stepTime.optional().catch(undefined),
};

const statusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('running'), step, ...common }),
  z.object({
    state: z.literal('completed'),
    step,
    metrics,
    /** The step whose weights were put back, where early stopping did so. */
    bestStep: step.optional(),
    pathologies,
    ...common,
  }),
  z.object({ state: z.literal('stopped'), step, reason: z.string(), metrics, ...common }),
  z.object({
    state: z.literal('diverged'),
    step,
    reason: z.string(),
    metrics,
    pathologies,
    ...common,
  }),
  z.object({ state: z.literal('failed'), error: z.string(), step: step.optional(), ...common }),
  z.object({ state: z.literal('interrupted'), step, ...common }),
]);

/**
 * How a run stands. `step` is the last step that counts: done, or for `diverged` the one whose loss
 * was not finite. `metrics` are the final values by name, for instance `test/accuracy`.
 */
export type RunStatus = z.output<typeof statusSchema>;

/** What is found where a status is looked for. */
export type StatusReading =
  | RunStatus
  | { readonly state: 'absent' }
  | { readonly state: 'damaged'; readonly reason: string };

/** The reason of a run that stopped at a rung where its trial has yet to be compared. */
export const waitingReason = 'waits to be compared';

/** Whether a run has its result: complete or diverged, which is a result too. */
export function isFinal(
  status: StatusReading,
): status is Extract<RunStatus, { state: 'completed' | 'diverged' }> {
  return status.state === 'completed' || status.state === 'diverged';
}

/** Whether a run went as planned: to its end, to a rung that its trial did not pass, or diverged. */
export function hasResult({ state }: { readonly state: string }): boolean {
  return state === 'completed' || state === 'diverged' || state === 'stopped';
}

/** Whether a run has its result for this very configuration, so that it need not run again. */
export function isFinishedFor(status: StatusReading, configHash: string): boolean {
  return isFinal(status) && status.configHash === configHash;
}

/** Formats a status as the text of its file. */
function formatStatus(status: RunStatus): string {
  const spellNonFinite = (_key: string, value: unknown): unknown =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
  return `${JSON.stringify(status, spellNonFinite, 2)}\n`;
}

/** Parses the text of a status file; text that is no status gives `damaged`. */
export function parseStatus(text: string): StatusReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { state: 'damaged', reason: `not JSON: ${(error as Error).message}` };
  }
  const result = statusSchema.safeParse(value);
  if (!result.success) {
    return { state: 'damaged', reason: z.prettifyError(result.error).replaceAll('\n', ' ') };
  }
  return result.data;
}

/** Reads a status file; one that is missing or damaged gives a value that says so. */
export function readStatus(file: string): StatusReading {
  try {
    return parseStatus(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { state: 'absent' };
    return { state: 'damaged', reason: explainDiskError(error) ?? String(error) };
  }
}

/**
 * Replaces a status file as a whole.
 *
 * @throws UserError when the disk refuses; the old status then stands.
 */
export function writeStatus(file: string, status: RunStatus, sync?: Sync): void {
  writeFileAtomic(file, formatStatus(status), sync);
}
