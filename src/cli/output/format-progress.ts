import { formatLoss, formatMetric } from '../../analysis/comparison/format-metric';
import { formatDuration } from '../../util/format-duration';
import { noteColors as colors } from './colors';
import { fitLine, type LinePart, leastName } from './fit-line';
import type { ActiveRun, GridProgress } from './grid-progress';
import { findWidth, type OutputStream } from './terminal';
import { textWidth } from './wrap-words';

const barWidth = 20;

/** A bar for a share from 0 to 1. */
export function formatBar(share: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * barWidth);
  return colors.cyan('━'.repeat(full)) + colors.dim('─'.repeat(barWidth - full));
}

/**
 * The lines of a live view: one per running run, then the whole grid; as many as the screen has room
 * for, and narrower than it.
 */
export function formatProgress(progress: GridProgress, screen: OutputStream = {}): string {
  const columns = findWidth(screen);
  const room = Math.max(1, (screen.rows || Number.POSITIVE_INFINITY) - 3);
  const { active } = progress;
  const shown = active.length > room ? active.slice(0, room) : active;
  const lines = formatActiveRuns(shown, columns);
  const hidden = active.length - shown.length;
  const waiting = progress.total - progress.doneCount - active.length;
  const counts = [
    `${progress.doneCount} of ${progress.total} runs done`,
    `${active.length} running`,
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ...formatTimeLeft(progress),
  ];
  return [
    ...lines,
    ...(hidden > 0 ? [colors.dim(`and ${hidden} more`)] : []),
    colors.dim(fitParts(counts, ', ', columns)),
  ].join('\n');
}

function formatActiveRuns(active: readonly ActiveRun[], columns: number | undefined): string[] {
  const natural = Math.max(0, ...active.map(({ run }) => run.runId.length));
  const lines = active.map((one) => formatActiveRun(one, natural));
  if (columns === undefined || lines.every((line) => textWidth(line) < columns)) return lines;
  const nameWidth = Math.min(natural, Math.max(leastName, Math.floor(columns * 0.4)));
  return active.map((one) => formatActiveRun(one, nameWidth, columns));
}

/** As many parts as fit, from the first. */
function fitParts(parts: readonly string[], separator: string, columns = Infinity): string {
  const lengths = parts.map((_, index) => index + 1).reverse();
  const texts = lengths.map((length) => parts.slice(0, length).join(separator));
  return texts.find((text) => textWidth(text) < columns) ?? parts[0]?.slice(0, columns - 1) ?? '';
}

/** `about 4 min 10 s left` of the whole grid; nothing before there is something to go by. */
export function formatTimeLeft({ leftMs }: Pick<GridProgress, 'leftMs'>): string[] {
  if (leftMs === undefined || leftMs < 500) return [];
  return [`about ${formatDuration(leftMs)} left`];
}

/**
 * One line: name, bar, steps, speed, loss, accuracy or r2, time left. Where the columns do not do, the
 * parts that tell least are left out, and at last the name is shortened.
 */
export function formatActiveRun(active: ActiveRun, nameWidth: number, columns?: number): string {
  const { run, step, loss, score, stepsPerSecond } = active;
  const { steps } = run.settings;
  const count = `${String(step).padStart(String(steps).length)}/${steps}`;
  const isStarting = stepsPerSecond === undefined || stepsPerSecond === 0;
  const parts: readonly LinePart[] = isStarting
    ? [
        { text: formatBar(step / steps), worth: 1 },
        { text: count, worth: 6 },
        { text: 'starting', worth: 5 },
      ]
    : [
        { text: formatBar(step / steps), worth: 1 },
        { text: count, worth: 6 },
        { text: `${formatSpeed(stepsPerSecond)} steps/s`, worth: 2 },
        { text: loss === undefined ? '' : `loss ${formatLoss(loss)}`, worth: 3 },
        {
          text: score === undefined ? '' : describeScore(score),
          worth: 4,
        },
        { text: `${formatDuration(((steps - step) / stepsPerSecond) * 1000)} left`, worth: 5 },
      ];
  return fitLine(run.runId, nameWidth, parts, columns);
}

/** `validation 0.9812` of an accuracy, `validation r2 0.8123`. */
function describeScore({ metric, value }: NonNullable<ActiveRun['score']>): string {
  const [split, measure] = metric.split('/');
  return `${split} ${measure === 'accuracy' ? '' : `${measure} `}${formatMetric(metric, value)}`;
}

function formatSpeed(stepsPerSecond: number): string {
  return stepsPerSecond < 10 ? stepsPerSecond.toFixed(1) : String(Math.round(stepsPerSecond));
}
