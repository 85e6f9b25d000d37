import { setImmediate } from 'node:timers/promises';
import type { TrainingSession, TrainingTask } from '../engine/engine';
import type { MetricsRow } from '../records/metrics/metrics-csv';
import { dueAt, nextDueStep } from './due';
import { EarlyStopping, type EarlyStoppingPosition } from './early-stopping';
import { measure } from './measure';
import { drawProgress, type Pictures } from './pictures/draw-progress';
import type { RunRecorder } from './run-recorder';
import type { StepPacer } from './step-pacer';

/** How training ended. */
export type TrainingOutcome =
  /** All steps are done, or early stopping has put the best weights back. */
  | {
      readonly state: 'completed';
      readonly step: number;
      readonly bestStep?: number;
      /** What was drawn of the network as it is now; undefined where nothing was. */
      readonly pictures?: Pictures | undefined;
    }
  /** The step was reached behind which training was to pause. */
  | { readonly state: 'paused'; readonly step: number }
  | { readonly state: 'diverged'; readonly step: number; readonly reason: string }
  | { readonly state: 'interrupted'; readonly step: number };

/** How far training is. */
export interface TrainingProgress {
  readonly step: number;
  readonly loss: number;
  /** The newest recorded metrics. */
  readonly metrics: MetricsRow | undefined;
}

/** What watches over training and may end it. */
export interface TrainingControl {
  /** Called several times a second. */
  onProgress(progress: TrainingProgress): void;
  /** Asked several times a second; once it says true, training ends with a checkpoint. */
  shouldStop(): boolean;
  /**
   * Called before anything is recorded.
   *
   * @throws UserError where another process has taken the run over, so that nothing may be written.
   */
  confirmHold(): void;
}

/** Where training begins and where it ends. */
export interface TrainingRange {
  /** Training goes on behind this step. */
  readonly startStep: number;
  /** Training pauses behind this step, at the latest behind the last one. */
  readonly pauseStep: number;
  /** What early stopping had seen at `startStep`. */
  readonly position?: EarlyStoppingPosition | undefined;
}

/**
 * Trains a range of steps. Whatever is recorded at step N describes the network after N updates;
 * only `train/loss` is the loss that step N's own forward pass saw.
 *
 * @param pacer knows afterwards how long the steps took.
 */
export async function train(
  session: TrainingSession,
  task: TrainingTask,
  recorder: RunRecorder,
  control: TrainingControl,
  range: TrainingRange,
  pacer: StepPacer,
): Promise<TrainingOutcome> {
  const { settings } = task;
  const early = settings.earlyStopping && new EarlyStopping(settings.earlyStopping, range.position);
  const finish = (): TrainingOutcome => {
    if (early === undefined || early.bestStep === 0) return { state: 'completed', step, pictures };
    session.restoreState(recorder.readBest());
    return { state: 'completed', step, bestStep: early.bestStep };
  };
  let step = range.startStep;
  let metrics: MetricsRow | undefined;
  /** Of the last step, where it was evaluated. */
  let pictures: Pictures | undefined;

  while (step < settings.steps && early?.isOver !== true) {
    if (step >= range.pauseStep) return { state: 'paused', step };
    const last = Math.min(nextDueStep(step, settings), step + pacer.stepsPerCall);
    const losses = pacer.time(last - step, () => session.train(step + 1, last));
    control.confirmHold();
    step += losses.length;
    const loss = losses.at(-1) ?? Number.NaN;
    if (!Number.isFinite(loss)) return diverged(step, `the training loss became ${loss}`);

    const due = dueAt(step, settings);
    if (due.log) {
      metrics = measure(session, task, step, loss, due.evaluate);
      const lost = Object.entries(metrics.values).find(([, value]) => !Number.isFinite(value));
      if (lost !== undefined) return diverged(step, `${lost[0]} became ${lost[1]}`);
      recorder.recordMetrics(metrics);
      recorder.recordObservation(
        step,
        session.observe(settings.summaries, task.batchIndices(step)),
      );
    }
    pictures = due.evaluate ? drawProgress(session, task) : undefined;
    if (pictures !== undefined) recorder.recordPictures(step, pictures);
    if (due.evaluate && early?.observe(step, metrics?.values ?? {}) === true) {
      recorder.saveBest(step, session.readState());
    }
    if (due.checkpoint) recorder.saveCheckpoint(step, session.readState(), early?.read());

    control.onProgress({ step, loss, metrics });
    await setImmediate();
    if (control.shouldStop() && step < settings.steps) {
      if (!due.checkpoint) recorder.saveCheckpoint(step, session.readState(), early?.read());
      return { state: 'interrupted', step };
    }
  }
  return finish();
}

function diverged(step: number, reason: string): TrainingOutcome {
  return { state: 'diverged', step, reason };
}
