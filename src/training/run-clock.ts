import type { RunDirectory } from '../records/run-directory';
import { isFinal, readStatus } from '../records/status';

/** Keeps the time spent on a run over all its attempts. */
export class RunClock {
  readonly startMs = Date.now();
  private readonly startedAt: string;
  private readonly earlierMs: number;

  constructor(
    directory: RunDirectory,
    private readonly configHash: string,
  ) {
    const earlier = readStatus(directory.statusFile);
    const isOurs =
      'configHash' in earlier && earlier.configHash === configHash && !isFinal(earlier);
    this.earlierMs = isOurs ? earlier.durationMs : 0;
    this.startedAt =
      (isOurs ? earlier.startedAt : undefined) ?? new Date(this.startMs).toISOString();
  }

  /** The fields that every status has. */
  read() {
    const now = Date.now();
    return {
      configHash: this.configHash,
      startedAt: this.startedAt,
      updatedAt: new Date(now).toISOString(),
      durationMs: this.earlierMs + now - this.startMs,
    };
  }
}
