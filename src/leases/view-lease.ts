import { describeHolder, isGone, isNear, type LeaseHolder } from './lease-holder';
import { type LeaseTiming, leaseTiming } from './lease-timing';
import { readLease } from './lease-watch';

/** A lease as it is shown: who has it, and whether that seems to be alive. */
export interface LeaseView extends Pick<LeaseHolder, 'host' | 'pid' | 'job' | 'since'> {
  /** The last sign of life, by the clock of the drive. */
  readonly lastSign: string;
  /**
   * Whether the holder is of another machine and silent for so long that others may take over. By the
   * clock of this machine, so that it only serves to show: `LeaseWatch` judges.
   */
  readonly isLost: boolean;
}

/** Looks at a lease; undefined where nobody has it, or somebody who is known to be gone. */
export function viewLease(
  file: string,
  nowMs: number = Date.now(),
  timing: LeaseTiming = leaseTiming(),
): LeaseView | undefined {
  const seen = readLease(file);
  if (seen?.holder === undefined || isGone(seen.holder)) return undefined;
  const { host, pid, job, since } = seen.holder;
  return {
    host,
    pid,
    job,
    since,
    lastSign: new Date(seen.beatAtMs).toISOString(),
    isLost: !isNear(seen.holder) && nowMs - seen.beatAtMs > timing.timeoutMs,
  };
}

/** Who has a lease, as the end of a sentence. */
export function describeView(view: LeaseView): string {
  const silence = view.isLost ? `, without a sign of life since ${view.lastSign}` : '';
  return `${describeHolder(view)}${silence}`;
}
