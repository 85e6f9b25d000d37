import { setImmediate } from 'node:timers/promises';
import type { TrainingSession, TrainingTask } from '../engine/engine';
import type { MetricsRow } from '../records/metrics-csv';
import { dueAt, nextDueStep } from './due';
import type { MetricName } from './metric-names';
import type { RunRecorder } from './run-recorder';
import { StepPacer } from './step-pacer';

/** How training ended. */
export type TrainingOutcome =
  | { readonly state: 'completed'; readonly step: number }
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
}

/**
 * Trains from behind `startStep` to the last step. Whatever is recorded at step N describes the
 * network after N updates; only `train/loss` is the loss that step N's own forward pass saw.
 */
export async function train(
  session: TrainingSession,
  task: TrainingTask,
  recorder: RunRecorder,
  control: TrainingControl,
  startStep: number,
): Promise<TrainingOutcome> {
  const { settings } = task;
  const pacer = new StepPacer();
  let step = startStep;
  let metrics: MetricsRow | undefined;

  while (step < settings.steps) {
    const last = Math.min(nextDueStep(step, settings), step + pacer.stepsPerCall);
    const losses = pacer.time(last - step, () => session.train(step + 1, last));
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
    if (due.checkpoint) recorder.saveCheckpoint(step, session.readState());

    control.onProgress({ step, loss, metrics });
    await setImmediate();
    if (control.shouldStop() && step < settings.steps) {
      if (!due.checkpoint) recorder.saveCheckpoint(step, session.readState());
      return { state: 'interrupted', step };
    }
  }
  return { state: 'completed', step };
}

function diverged(step: number, reason: string): TrainingOutcome {
  return { state: 'diverged', step, reason };
}

/** One row of metrics behind a step. */
function measure(
  session: TrainingSession,
  task: TrainingTask,
  step: number,
  trainLoss: number,
  evaluate: boolean,
): MetricsRow {
  const { settings, dataset } = task;
  const values: Partial<Record<MetricName, number>> = {
    epoch: step / settings.stepsPerEpoch,
    learningRate: task.learningRate(step),
    'train/loss': trainLoss,
    'train/accuracy': session.evaluateBatch(task.batchIndices(step)).accuracy,
  };
  const splits = evaluate ? (['validation', 'test'] as const) : [];
  for (const split of splits.filter((name) => dataset[name].count > 0)) {
    const { loss, accuracy } = session.evaluate(split);
    values[`${split}/loss`] = loss;
    values[`${split}/accuracy`] = accuracy;
  }
  return { step, values };
}
