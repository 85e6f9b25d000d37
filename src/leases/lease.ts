import fs from 'node:fs';
import path from 'node:path';
import { listFolder } from '../util/files/list-folder';
import { makeFolder } from '../util/files/make-folder';
import { UserError } from '../util/user-error';
import { publishLease, removeLease, touchLease } from './lease-file';
import { describeHolder, describeSelf, isGone, type LeaseHolder } from './lease-holder';
import { type LeaseTiming, leaseTiming } from './lease-timing';
import { LeaseWatch, readLease } from './lease-watch';

/** A lease that is held. */
export interface LeaseHold {
  /** Undefined where the file of the lease says nothing that can be read. */
  readonly holder: LeaseHolder | undefined;
  /** It looks dead: it can be had soon, unless it shows a sign of life. */
  readonly isSuspect: boolean;
}

/** A lease that was got, or who has it. */
export type LeaseAttempt =
  | { readonly ok: true; readonly lease: Lease }
  | ({ readonly ok: false } & LeaseHold);

/** Another has what this process held, so that nothing may be written any more. */
export class LeaseLostError extends UserError {
  constructor(
    message: string,
    readonly takenBy: LeaseHold,
  ) {
    super(message, { hint: 'Nothing more was written here: what took over goes on.' });
  }
}

/**
 * Claims a lease. What is on a drive that several machines share can have one holder only: its file is
 * linked to its name, which succeeds for one (link(2), on NFS too).
 *
 * @param watch what this process has seen of leases so far.
 * @throws UserError where the folder can't be written.
 */
export function claimLease(
  file: string,
  watch: LeaseWatch = new LeaseWatch(),
  timing: LeaseTiming = leaseTiming(),
): LeaseAttempt {
  makeFolder(path.dirname(file));
  const self = describeSelf();
  for (;;) {
    if (publishLease(file, self)) return { ok: true, lease: new Lease(file, self, timing) };
    const hold = findHold(file, watch);
    if (hold !== undefined) return { ok: false, ...hold };
  }
}

/**
 * Who holds a lease; undefined where nobody does. What a dead holder left is taken away.
 *
 * @param watch what this process has seen of leases so far.
 * @throws UserError where the drive refuses.
 */
export function findHold(file: string, watch: LeaseWatch): LeaseHold | undefined {
  const seen = readLease(file);
  if (seen === undefined) return undefined;
  const { holder } = seen;
  const verdict = watch.judge(file, seen);
  if (verdict !== 'dead') return { holder, isSuspect: verdict === 'suspect' };
  removeLease(file, holder?.nonce);
  return undefined;
}

/** The holder of a lease, unless it is known to be gone. Looks only. */
export function readLeaseHolder(file: string): LeaseHolder | undefined {
  const holder = readLease(file)?.holder;
  return holder === undefined || isGone(holder) ? undefined : holder;
}

/**
 * Takes a lease away from whoever holds it; a holder that is alive will notice, and stop.
 *
 * @returns whose it was; undefined where nobody held it.
 */
export function breakLease(file: string): LeaseHolder | undefined {
  const seen = readLease(file);
  if (seen !== undefined) removeLease(file, seen.holder?.nonce);
  return seen?.holder;
}

/** The leases in a folder, whoever holds them. */
export function listLeases(folder: string): string[] {
  return listFolder(folder)
    .filter(({ name }) => name.endsWith('.lease'))
    .map(({ name }) => path.join(folder, name))
    .sort();
}

/** A hold on what a file stands for. Signs of life go on by themselves until it is released. */
export class Lease {
  private isLost = false;
  private beatAt = readClocks();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly file: string,
    readonly holder: LeaseHolder,
    private readonly timing: LeaseTiming,
  ) {
    this.timer = setInterval(() => this.beat(), timing.beatMs);
    this.timer.unref();
  }

  /**
   * Makes sure that it is still held. To be called before something is written: this process may have
   * been stopped, or its drive away, for so long that another has taken over.
   *
   * @throws LeaseLostError where another has it, or nothing can be known of it.
   */
  confirm(): void {
    if (!this.isLost && sinceMs(this.beatAt) > this.timing.trustMs) this.beat();
    if (!this.isLost && sinceMs(this.beatAt) <= this.timing.timeoutMs / 2) return;
    const holder = readLeaseHolder(this.file);
    const by = holder === undefined ? '' : ` by ${describeHolder(holder)}`;
    throw new LeaseLostError(
      this.isLost
        ? `${this.file} was taken over${by}`
        : `${this.file} can no longer be written, so that another may take over`,
      { holder, isSuspect: false },
    );
  }

  /** Gives it back. */
  release(): void {
    clearInterval(this.timer);
    if (this.isLost || readLease(this.file)?.holder?.nonce !== this.holder.nonce) return;
    try {
      fs.rmSync(this.file, { force: true });
    } catch {
      // What stays behind names a process that will be gone.
    }
  }

  /** Shows a sign of life: what is written gets its time from the drive. */
  private beat(): void {
    try {
      const found = touchLease(this.file, this.holder);
      if (found) this.beatAt = readClocks();
      else this.isLost = true;
    } catch {
      // The drive may come back. Until then `confirm` goes by the last sign of life.
    }
    if (this.isLost) clearInterval(this.timer);
  }
}

interface Clocks {
  readonly steadyMs: number;
  readonly wallMs: number;
}

/** Both clocks: one stands still while a machine sleeps, the other can be set. */
function readClocks(): Clocks {
  return { steadyMs: performance.now(), wallMs: Date.now() };
}

function sinceMs({ steadyMs, wallMs }: Clocks): number {
  return Math.max(performance.now() - steadyMs, Date.now() - wallMs);
}
