import type { RunConfig } from '../plan/run-config';
import { scoreOfGuessing } from '../plan/score-of-guessing';
import { type StatusReading, waitingReason } from './status';

/**
 * What a run counts as in every ranking, mean, table and claim:
 *
 * - `measured`: what it ended with, at its best step where it stopped early;
 * - `guessing`: it diverged or failed, which is a result, and counts as what guessing gives;
 * - `stopped`: halving ended it at `step`, where it had this value; no match for an end;
 * - `missing`: it has yet to run or to end, waits at a rung, or its records can't be read.
 */
export type RunScore =
  | { readonly basis: 'measured'; readonly value: number }
  | { readonly basis: 'guessing'; readonly value: number }
  | { readonly basis: 'stopped'; readonly value: number; readonly step: number }
  | { readonly basis: 'missing' };

/** What a score is made of: the settings of a run, and how it stands. */
export interface ScoredRun {
  readonly config: Pick<RunConfig, 'settings' | 'data'>;
  /** `outdated` where what is there came of other settings. */
  readonly status: StatusReading | { readonly state: 'outdated' };
}

/** Scores a run by a metric; the only place that decides what a run counts as. */
export function scoreRun({ config, status }: ScoredRun, metric: string): RunScore {
  const guessing = (): RunScore => ({
    basis: 'guessing',
    value: scoreOfGuessing(metric, config),
  });
  switch (status.state) {
    case 'completed': {
      const value = status.metrics[metric];
      if (value === undefined) return { basis: 'missing' };
      return Number.isFinite(value) ? { basis: 'measured', value } : guessing();
    }
    case 'diverged':
    case 'failed':
      return guessing();
    case 'stopped': {
      const value = status.metrics[metric];
      const isWaiting = status.reason === waitingReason;
      if (value === undefined || isWaiting) return { basis: 'missing' };
      return { basis: 'stopped', value, step: status.step };
    }
    case 'running':
    case 'interrupted':
    case 'absent':
    case 'damaged':
    case 'outdated':
      return { basis: 'missing' };
  }
}
