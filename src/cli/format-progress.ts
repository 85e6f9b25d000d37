import { formatAccuracy, formatLoss } from '../analysis/format-metric';
import { formatDuration } from '../util/format-duration';
import { noteColors as colors } from './colors';
import type { ActiveRun, GridProgress } from './grid-progress';

const barWidth = 20;

/** A bar for a share from 0 to 1. */
export function formatBar(share: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * barWidth);
  return colors.cyan('━'.repeat(full)) + colors.dim('─'.repeat(barWidth - full));
}

/** The lines of a live view: one per running run, then the whole grid. */
export function formatProgress(progress: GridProgress): string {
  const width = Math.max(0, ...progress.active.map(({ run }) => run.runId.length));
  const lines = progress.active.map((active) => formatActiveRun(active, width));
  const waiting = progress.total - progress.doneCount - progress.active.length;
  const counts = [
    `${progress.doneCount} of ${progress.total} runs done`,
    `${progress.active.length} running`,
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ...formatTimeLeft(progress),
  ];
  return [...lines, colors.dim(counts.join(', '))].join('\n');
}

/** `about 4 min 10 s left` of the whole grid; nothing before there is something to go by. */
export function formatTimeLeft({ leftMs }: Pick<GridProgress, 'leftMs'>): string[] {
  if (leftMs === undefined || leftMs < 500) return [];
  return [`about ${formatDuration(leftMs)} left`];
}

/** One line: name, bar, steps, speed, loss, accuracy, time left. */
export function formatActiveRun(active: ActiveRun, nameWidth: number): string {
  const { run, step, loss, accuracy, stepsPerSecond } = active;
  const { steps } = run.settings;
  const parts = [
    run.runId.padEnd(nameWidth),
    formatBar(step / steps),
    `${String(step).padStart(String(steps).length)}/${steps}`,
  ];
  if (stepsPerSecond === undefined || stepsPerSecond === 0) return `${parts.join('  ')}  starting`;
  parts.push(`${formatSpeed(stepsPerSecond)} steps/s`);
  if (loss !== undefined) parts.push(`loss ${formatLoss(loss)}`);
  if (accuracy !== undefined) parts.push(`${accuracy.split} ${formatAccuracy(accuracy.value)}`);
  parts.push(`${formatDuration(((steps - step) / stepsPerSecond) * 1000)} left`);
  return parts.join('  ');
}

function formatSpeed(stepsPerSecond: number): string {
  return stepsPerSecond < 10 ? stepsPerSecond.toFixed(1) : String(Math.round(stepsPerSecond));
}
