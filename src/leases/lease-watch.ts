import fs from 'node:fs';
import { describeDiskError } from '../util/files/disk-error';
import { isGone, isNear, type LeaseHolder, parseHolder } from './lease-holder';
import { type LeaseTiming, leaseTiming } from './lease-timing';

/** A lease as it stands in its file. */
export interface SeenLease {
  readonly holder: LeaseHolder | undefined;
  /** The last sign of life, by the clock of the drive. */
  readonly beatAtMs: number;
}

/** Whether the holder of a lease is alive. `suspect`: it looks dead, and has to be watched. */
export type LeaseVerdict = 'alive' | 'suspect' | 'dead';

/**
 * Judges leases of others. Those of this machine are known by their processes. The others are judged by
 * their signs of life: against a file that the same drive has just written, never against a clock of
 * this machine, and only after they were seen without one for a while.
 */
export class LeaseWatch {
  private readonly suspects = new Map<string, { beatAtMs: number; sinceMs: number }>();
  /** The first sign of life that was seen of each holder, by the file of its lease. */
  private readonly firstBeats = new Map<
    string,
    { key: string; beatAtMs: number; isBeating: boolean }
  >();

  constructor(private readonly timing: LeaseTiming = leaseTiming()) {}

  /**
   * Judges a lease.
   *
   * @throws UserError where nothing can be written beside it.
   */
  judge(file: string, { holder, beatAtMs }: SeenLease): LeaseVerdict {
    const key = `${file} ${holder?.nonce}`;
    const isHere = holder !== undefined && isNear(holder);
    const first = this.firstBeats.get(file);
    const isKnown = first?.key === key;
    this.firstBeats.set(file, {
      key,
      beatAtMs: isKnown ? first.beatAtMs : beatAtMs,
      isBeating: isHere || (isKnown && (first.isBeating || first.beatAtMs !== beatAtMs)),
    });
    if (isHere) return isGone(holder) ? 'dead' : 'alive';
    const known = this.suspects.get(key);
    if (known?.beatAtMs !== beatAtMs) {
      this.suspects.delete(key);
      if (readDriveClock(file) - beatAtMs <= this.timing.timeoutMs) return 'alive';
      this.suspects.set(key, { beatAtMs, sinceMs: performance.now() });
      return 'suspect';
    }
    return performance.now() - known.sinceMs > this.timing.watchMs ? 'dead' : 'suspect';
  }

  /**
   * Whether the holder of a lease that was judged is alive for sure: it gave a sign of life since, or it is
   * a process of this machine. One that died a moment ago still looks alive.
   */
  hasSeenLife(file: string): boolean {
    return this.firstBeats.get(file)?.isBeating === true;
  }
}

/** Reads a lease; undefined where there is none. An opened file has no stale attributes on NFS. */
export function readLease(file: string): SeenLease | undefined {
  let descriptor: number;
  try {
    descriptor = fs.openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw describeDiskError(error, 'read', file);
  }
  try {
    const holder = parseHolder(fs.readFileSync(descriptor, 'utf8'));
    return { holder, beatAtMs: fs.fstatSync(descriptor).mtimeMs };
  } finally {
    fs.closeSync(descriptor);
  }
}

/** The time of the drive that a file is on. */
function readDriveClock(file: string): number {
  const probe = `${file}.now-${process.pid}`;
  try {
    fs.writeFileSync(probe, '.');
    return fs.statSync(probe).mtimeMs;
  } catch (error) {
    throw describeDiskError(error, 'write', probe);
  } finally {
    fs.rmSync(probe, { force: true });
  }
}
