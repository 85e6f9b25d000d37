import type { RunDirectory } from '../records/run-directory';
import { readStatus, type StepTime } from '../records/status';

/**
 * Keeps the time spent on a run over all its attempts. It is measured by a clock that only goes
 * forward, whatever is done to the one on the wall.
 */
export class RunClock {
  /** When this attempt began, milliseconds since 1970. */
  readonly startMs = Date.now();
  private readonly startTick: number;
  private readonly startedAt: string;
  /** Undefined where an earlier attempt left no time that can be. */
  private readonly earlierMs: number | undefined;
  /** Steps of all attempts, as far as they are known. */
  private trained: StepTime;

  constructor(
    directory: RunDirectory,
    private readonly configHash: string,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.startTick = this.now();
    const earlier = readStatus(directory.statusFile);
    const isOurs = 'configHash' in earlier && earlier.configHash === configHash;
    this.earlierMs = isOurs ? earlier.durationMs : 0;
    this.trained = (isOurs ? earlier.training : undefined) ?? { steps: 0, durationMs: 0 };
    this.startedAt =
      (isOurs ? earlier.startedAt : undefined) ?? new Date(this.startMs).toISOString();
  }

  /** Time spent in this attempt, whole milliseconds. */
  get elapsedMs(): number {
    return Math.round(this.now() - this.startTick);
  }

  /** Adds steps of this attempt, and the time that they took. */
  count({ steps, durationMs }: StepTime): void {
    const { trained } = this;
    const sumMs = trained.durationMs + durationMs;
    this.trained = { steps: trained.steps + steps, durationMs: Number(sumMs.toFixed(3)) };
  }

  /** The fields that every status has. */
  read() {
    const { configHash, startedAt, earlierMs, trained } = this;
    const durationMs = earlierMs === undefined ? undefined : earlierMs + this.elapsedMs;
    const training = trained.steps === 0 ? undefined : trained;
    return { configHash, startedAt, updatedAt: new Date().toISOString(), durationMs, training };
  }
}
