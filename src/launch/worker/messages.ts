import { z } from 'zod';
import type { LeaseHold } from '../../leases/lease';
import type { RunStatus } from '../../records/status';
import type { TrainingProgress } from '../../training/train';
import { runTaskSchema } from '../run-task';

/** What a worker is told. */
export const workerRequestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run'), task: runTaskSchema }),
  /** End with a checkpoint as soon as possible, and take no other task. */
  z.object({ type: z.literal('stop') }),
]);

/** What a worker is told. */
export type WorkerRequest = z.output<typeof workerRequestSchema>;

/** What a worker tells of the task that it executes. */
export type WorkerReport =
  /** The task has arrived. */
  | { readonly type: 'taken' }
  /** Training begins behind `step`. */
  | { readonly type: 'started'; readonly step: number; readonly warnings: readonly string[] }
  | { readonly type: 'progress'; readonly progress: TrainingProgress }
  /** The run has ended; the worker is ready for the next task unless it was told to stop. */
  | {
      readonly type: 'ended';
      readonly status: RunStatus;
      /** Memory that the worker holds now. */
      readonly residentBytes: number;
    }
  /** Another process has the run, or took it over; nothing was written. */
  | { readonly type: 'held'; readonly hold: LeaseHold }
  /** The task could not be executed; the worker ends. */
  | {
      readonly type: 'failed';
      readonly error: string;
      /** Whether the error says all there is to know, so that the log adds nothing. */
      readonly isExpected: boolean;
    };
