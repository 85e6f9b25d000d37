import { z } from 'zod';
import type { RunStatus } from '../../records/status';
import type { TrainingProgress } from '../../training/train';
import { runTaskSchema } from '../run-task';

/** What a worker is told. */
export const workerRequestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run'), task: runTaskSchema }),
  /** End with a checkpoint as soon as possible. */
  z.object({ type: z.literal('stop') }),
]);

/** What a worker is told. */
export type WorkerRequest = z.output<typeof workerRequestSchema>;

/** What a worker tells of the task that it executes. */
export type WorkerReport =
  /** Training begins behind `step`. */
  | { readonly type: 'started'; readonly step: number; readonly warnings: readonly string[] }
  | { readonly type: 'progress'; readonly progress: TrainingProgress }
  | { readonly type: 'ended'; readonly status: RunStatus }
  | {
      readonly type: 'failed';
      readonly error: string;
      /** Whether the error says all there is to know, so that the log adds nothing. */
      readonly isExpected: boolean;
    };
