import type { LaunchEvent } from '../../launch/launch-events';
import type { RunConfig } from '../../plan/run-config';
import { expectStepsLeft, type GridShape, shareGoingOn } from './expect-steps-left';

/** A run that is training. */
export interface ActiveRun {
  readonly run: RunConfig;
  readonly step: number;
  readonly loss: number | undefined;
  /** The newest accuracy, or r2: of validation data, else of test data, else of the batch. */
  readonly score: { readonly metric: string; readonly value: number } | undefined;
  /** Over the time since training began; undefined until there is something to measure. */
  readonly stepsPerSecond: number | undefined;
}

/** Follows the events of a grid, for whoever shows them. */
export class GridProgress {
  private readonly started = new Map<string, { atMs: number; step: number }>();
  private readonly activeRuns = new Map<string, ActiveRun>();
  private readonly done = new Set<string>();
  /** By run, the last step that is known to be done. */
  private readonly steps = new Map<string, number>();
  private readonly shares: ReadonlyMap<number, number>;
  private decidedRung = 0;
  /** When the first run of this launch began to train. */
  private beganMs: number | undefined;
  /** Steps that all runs made in this launch. */
  private madeSteps = 0;

  constructor(
    private readonly grid: GridShape,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.shares = shareGoingOn(grid);
  }

  /** Runs of the grid. */
  get total(): number {
    return this.grid.runs.length;
  }

  /** Runs that have come to their end or were there already; it never falls. */
  get doneCount(): number {
    return this.done.size;
  }

  /**
   * How long the whole grid can be expected to take yet, by the steps that are left and those that
   * this launch made so far, whatever was run beside each other. Undefined until there is something
   * to measure.
   */
  get leftMs(): number | undefined {
    if (this.beganMs === undefined || this.madeSteps === 0) return undefined;
    const left = this.grid.runs
      .filter(({ runId }) => !this.done.has(runId))
      .map(({ runId, settings }) => {
        const step = this.steps.get(runId) ?? 0;
        return expectStepsLeft(step, settings.steps, this.shares, this.decidedRung);
      });
    const total = left.reduce((sum, steps) => sum + steps, 0);
    return (total * (this.now() - this.beganMs)) / this.madeSteps;
  }

  /** The runs that are training, in the order of their start. */
  get active(): readonly ActiveRun[] {
    return [...this.activeRuns.values()];
  }

  /** Takes note of an event. */
  observe(event: LaunchEvent): void {
    if (event.type === 'gaveUp' || event.type === 'waiting') return;
    if (event.type === 'halved') {
      this.decidedRung = event.rung;
      return;
    }
    const { runId } = event.run;
    switch (event.type) {
      case 'skipped':
        this.done.add(runId);
        return;
      case 'replaced':
        return;
      case 'held':
      case 'retried':
        this.activeRuns.delete(runId);
        return;
      case 'started':
        this.beganMs ??= this.now();
        this.started.set(runId, { atMs: this.now(), step: event.step });
        this.steps.set(runId, event.step);
        this.activeRuns.set(runId, {
          run: event.run,
          step: event.step,
          loss: undefined,
          score: undefined,
          stepsPerSecond: undefined,
        });
        return;
      case 'progress': {
        const { step, loss, metrics } = event.progress;
        this.advance(runId, step);
        this.activeRuns.set(runId, {
          run: event.run,
          step,
          loss,
          score: newestScore(metrics?.values ?? {}) ?? this.activeRuns.get(runId)?.score,
          stepsPerSecond: this.measureSpeed(runId, step),
        });
        return;
      }
      case 'paused':
      case 'ended':
        if ('step' in event.status) this.advance(runId, event.status.step ?? 0);
        if (event.type === 'ended' && event.status.state !== 'interrupted') this.done.add(runId);
        this.activeRuns.delete(runId);
        return;
    }
  }

  private advance(runId: string, step: number): void {
    const gain = step - (this.steps.get(runId) ?? step);
    if (gain <= 0) return;
    this.madeSteps += gain;
    this.steps.set(runId, step);
  }

  private measureSpeed(runId: string, step: number): number | undefined {
    const start = this.started.get(runId);
    if (start === undefined) return undefined;
    const seconds = (this.now() - start.atMs) / 1000;
    return seconds > 0 ? (step - start.step) / seconds : undefined;
  }
}

function newestScore(metrics: Readonly<Record<string, number>>): ActiveRun['score'] {
  for (const split of ['validation', 'test', 'train']) {
    for (const metric of [`${split}/accuracy`, `${split}/r2`]) {
      const value = metrics[metric];
      if (value !== undefined) return { metric, value };
    }
  }
  return undefined;
}
