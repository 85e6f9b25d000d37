import type { LeaseHold } from '../leases/lease';
import type { RunConfig } from '../plan/run-config';
import type { RunStatus } from '../records/status';
import type { TrainingProgress } from '../training/train';
import type { Replacement } from './grid/archive';

/** What happens while an experiment runs: one union for every listener. */
export type LaunchEvent =
  /** Nothing can be done until others give back what they hold: folders, and who has them. */
  | { readonly type: 'waiting'; readonly holds: readonly HeldFolder[] }
  /** Nothing to do: its result is there. */
  | { readonly type: 'skipped'; readonly run: RunConfig; readonly status: RunStatus }
  /** Its process is up and trains on from behind `step`, 0 for a fresh run. */
  | {
      readonly type: 'started';
      readonly run: RunConfig;
      readonly step: number;
      readonly warnings: readonly string[];
    }
  | { readonly type: 'progress'; readonly run: RunConfig; readonly progress: TrainingProgress }
  /** What stood in its folder moved aside, or what had moved aside before is back. */
  | {
      readonly type: 'replaced';
      readonly run: RunConfig;
      readonly replacement: Replacement;
    }
  /** Its process failed and is started again. */
  | {
      readonly type: 'retried';
      readonly run: RunConfig;
      readonly status: RunStatus;
      /** From 1. */
      readonly attempt: number;
      readonly logTail?: string;
    }
  /** It waits at a rung to be compared; where it is to end there, that follows. */
  | { readonly type: 'paused'; readonly run: RunConfig; readonly status: RunStatus }
  /** Trials were compared at a rung. */
  | {
      readonly type: 'halved';
      readonly rung: number;
      readonly trialCount: number;
      readonly goingOnCount: number;
    }
  /** Another process executes it. */
  | { readonly type: 'held'; readonly run: RunConfig; readonly hold: LeaseHold }
  /** Nothing more is started, because too much failed. */
  | { readonly type: 'gaveUp'; readonly reason: string }
  | {
      readonly type: 'ended';
      readonly run: RunConfig;
      readonly status: RunStatus;
      /** The end of the run's log, where it failed. */
      readonly logTail?: string;
    };

/** A folder that another process has. */
export interface HeldFolder {
  readonly folder: string;
  readonly hold: LeaseHold;
}

/** Hears what happens. */
export type LaunchListener = (event: LaunchEvent) => void;
