import type { RunConfig } from '../../plan/run-config';
import { confirmStatus } from '../../records/confirm-status';
import { isFinishedFor, type RunStatus, type StatusReading } from '../../records/status';
import type { LaunchListener } from '../launch-events';
import type { FoundRun } from './make-room';
import { recordResult } from './record-result';

/** Where a run of a grid stands. */
export interface Standing {
  readonly run: RunConfig;
  /** Absent where it was not reached yet. */
  readonly status: RunStatus | undefined;
  /** Whether it has come to an end, before this launch or in it: it does not start again. */
  readonly isOver: boolean;
  /** Whether its trial is not among the best: it does not go on. */
  readonly isOut: boolean;
  /** Whether it is yet to begin anew, whatever there is of it. */
  readonly beginsAnew: boolean;
  /** When it had failed before this launch, as its status says. */
  readonly failedAt: string | undefined;
}

/** How a grid is looked at. */
export interface SurveyOptions {
  /** Says whether a run is to begin anew, whatever there is of it. */
  readonly beginsAnew: (run: RunConfig, status: StatusReading) => boolean;
  readonly listener: LaunchListener;
  readonly isOwner: boolean;
}

/**
 * Tells apart what has its result and what is missing.
 *
 * @returns every run, in their order.
 */
export function surveyGrid(found: readonly FoundRun[], options: SurveyOptions): Standing[] {
  return found.map((one) => surveyRun(one, options));
}

function surveyRun(
  { run, reading }: FoundRun,
  { beginsAnew, listener, isOwner }: SurveyOptions,
): Standing {
  const status = confirmStatus(reading);
  const failedAt = status.state === 'failed' ? status.updatedAt : undefined;
  const missing = {
    run,
    status: undefined,
    isOver: false,
    isOut: false,
    beginsAnew: false,
    failedAt,
  };
  if (beginsAnew(run, status)) return { ...missing, beginsAnew: true };
  if (!isFinishedFor(status, run.configHash) || !('configHash' in status)) return missing;
  if (isOwner) recordResult(reading.directory, run, status);
  listener({ type: 'skipped', run, status });
  return { ...missing, status, isOver: true };
}
