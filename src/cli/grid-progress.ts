import type { LaunchEvent } from '../launch/launch-events';
import type { RunConfig } from '../plan/run-config';

/** A run that is training. */
export interface ActiveRun {
  readonly run: RunConfig;
  readonly step: number;
  readonly loss: number | undefined;
  /** The newest test or training accuracy. */
  readonly accuracy: { readonly split: string; readonly value: number } | undefined;
  /** Over the time since training began; undefined until there is something to measure. */
  readonly stepsPerSecond: number | undefined;
}

/** Follows the events of a grid, for whoever shows them. */
export class GridProgress {
  private readonly started = new Map<string, { atMs: number; step: number }>();
  private readonly activeRuns = new Map<string, ActiveRun>();
  private readonly done = new Set<string>();

  constructor(
    /** Runs of the grid. */
    readonly total: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Runs that have ended or were there already. */
  get doneCount(): number {
    return this.done.size;
  }

  /** The runs that are training, in the order of their start. */
  get active(): readonly ActiveRun[] {
    return [...this.activeRuns.values()];
  }

  /** Takes note of an event. */
  observe(event: LaunchEvent): void {
    if (event.type === 'gaveUp' || event.type === 'waiting') return;
    const { runId } = event.run;
    switch (event.type) {
      case 'skipped':
        this.done.add(runId);
        return;
      case 'replaced':
        return;
      case 'retried':
        this.activeRuns.delete(runId);
        return;
      case 'started':
        this.done.delete(runId);
        this.started.set(runId, { atMs: this.now(), step: event.step });
        this.activeRuns.set(runId, {
          run: event.run,
          step: event.step,
          loss: undefined,
          accuracy: undefined,
          stepsPerSecond: undefined,
        });
        return;
      case 'progress': {
        const { step, loss, metrics } = event.progress;
        this.activeRuns.set(runId, {
          run: event.run,
          step,
          loss,
          accuracy: newestAccuracy(metrics?.values ?? {}) ?? this.activeRuns.get(runId)?.accuracy,
          stepsPerSecond: this.measureSpeed(runId, step),
        });
        return;
      }
      case 'ended':
        this.done.add(runId);
        this.activeRuns.delete(runId);
        return;
    }
  }

  private measureSpeed(runId: string, step: number): number | undefined {
    const start = this.started.get(runId);
    if (start === undefined) return undefined;
    const seconds = (this.now() - start.atMs) / 1000;
    return seconds > 0 ? (step - start.step) / seconds : undefined;
  }
}

function newestAccuracy(metrics: Readonly<Record<string, number>>): ActiveRun['accuracy'] {
  for (const split of ['test', 'train']) {
    const value = metrics[`${split}/accuracy`];
    if (value !== undefined) return { split, value };
  }
  return undefined;
}
