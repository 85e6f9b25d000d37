import { formatMetric } from '../../analysis/comparison/format-metric';
import type { Replacement } from '../../launch/grid/archive';
import type { LaunchEvent, LaunchListener } from '../../launch/launch-events';
import { describeHolder } from '../../leases/lease-holder';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import { formatDuration } from '../../util/format-duration';
import { commandFor } from '../../util/process/command-for';
import { noteColors as colors } from './colors';
import { escapeControls } from './escape-controls';
import type { GridShape } from './expect-steps-left';
import { formatProgress, formatTimeLeft } from './format-progress';
import { GridProgress } from './grid-progress';
import { LiveLines } from './live-lines';
import { printNote } from './print';
import { canRedraw, hasColors } from './terminal';

/** How much is shown while a grid runs. */
export type Verbosity = 'live' | 'lines' | 'quiet';

/** Lines are drawn again where there is a screen to do so. */
export function chooseVerbosity(isQuiet: boolean): Verbosity {
  if (isQuiet) return 'quiet';
  return canRedraw(process.stderr) ? 'live' : 'lines';
}

/** Shows a grid under way on standard error. */
export interface ProgressView {
  readonly listener: LaunchListener;
  /** Prints a line above whatever is live. */
  note(text: string): void;
  close(): void;
}

const redrawMs = 100;

/** Opens the view of a grid. */
export function openProgressView(
  plan: GridShape & Pick<ExperimentPlan, 'metric'>,
  verbosity: Verbosity,
): ProgressView {
  const progress = new GridProgress(plan);
  const live = verbosity === 'live' ? new LiveLines(process.stderr) : undefined;
  const redraw = (): void => {
    if (live === undefined || progress.active.length === 0) return;
    const text = formatProgress(progress, process.stderr);
    live.draw(escapeControls(text, hasColors(process.stderr)).split('\n'));
  };
  const note = (text: string): void => {
    live?.clear();
    printNote(text);
    redraw();
  };
  const timer = live === undefined ? undefined : setInterval(redraw, redrawMs);
  // While the process was stopped, the shell wrote below the lines.
  const onContinued = (): void => live?.forget();
  process.on('SIGCONT', onContinued);
  process.stderr.on('resize', redraw);
  return {
    note,
    listener(event) {
      progress.observe(event);
      if (verbosity === 'quiet' && !isTrouble(event)) return;
      for (const line of formatEvent(event, progress, plan.metric.name, verbosity)) note(line);
    },
    close() {
      clearInterval(timer);
      process.off('SIGCONT', onContinued);
      process.stderr.off('resize', redraw);
      live?.clear();
    },
  };
}

function isTrouble(event: LaunchEvent): boolean {
  if (event.type === 'gaveUp' || event.type === 'retried' || event.type === 'waiting') return true;
  if (event.type === 'started') return event.warnings.length > 0;
  if (event.type === 'replaced') return true;
  return event.type === 'ended' && !['completed', 'stopped'].includes(event.status.state);
}

/** The lines that stay on screen for an event. */
function formatEvent(
  event: LaunchEvent,
  progress: GridProgress,
  metricName: string,
  verbosity: Verbosity,
): string[] {
  if (event.type === 'gaveUp') return [colors.red(`Nothing more is started: ${event.reason}.`)];
  if (event.type === 'waiting') return [colors.yellow(formatWaiting(event))];
  if (event.type === 'halved') {
    const { rung, trialCount, goingOnCount } = event;
    return [`  step ${rung}: ${goingOnCount} of ${trialCount} trials go on`];
  }
  const { runId } = event.run;
  switch (event.type) {
    case 'skipped':
    case 'progress':
    case 'held':
      return [];
    case 'replaced':
      // The rest is said of all runs at once, where a reader sees how many.
      return event.replacement.kind === 'unreadable'
        ? [`  ${runId}: ${formatReplacement(event.replacement)}`]
        : [];
    case 'retried': {
      const again = `  ${runId}${formatResult(event.status, metricName)}; attempt ${event.attempt + 1}`;
      return [colors.yellow(again), ...formatLogTail(event.logTail)];
    }
    case 'started': {
      const warnings = event.warnings.map((warning) => colors.yellow(`  ${runId}: ${warning}`));
      const resumed = event.step > 0 ? [`  ${runId} goes on behind step ${event.step}`] : [];
      const started = verbosity === 'lines' && event.step === 0 ? [`  ${runId} started`] : [];
      return [...warnings, ...resumed, ...started];
    }
    case 'paused':
      if (verbosity !== 'lines' || event.status.state !== 'stopped') return [];
      return [`  ${runId} ${event.status.reason} at step ${event.status.step}`];
    case 'ended': {
      const left = verbosity === 'lines' ? formatTimeLeft(progress) : [];
      const count = `[${[`${progress.doneCount}/${progress.total}`, ...left].join(', ')}]`;
      const line = `${count} ${formatEnd(event.status)} ${runId}`;
      return [`${line}${formatResult(event.status, metricName)}`, ...formatLogTail(event.logTail)];
    }
  }
}

function formatReplacement({
  reason,
  place,
}: Extract<Replacement, { kind: 'unreadable' }>): string {
  return `${reason}; what there was moved to ${place}`;
}

const mostHolds = 5;

function formatWaiting({ holds }: Extract<LaunchEvent, { type: 'waiting' }>): string {
  const named = holds
    .slice(0, mostHolds)
    .map(({ folder, hold }) => `\n  ${folder}: ${describeHolder(hold.holder)}`);
  const more = holds.length > mostHolds ? `\n  and ${holds.length - mostHolds} more` : '';
  const [first] = holds;
  const take = first === undefined ? '' : commandFor('unlock', first.folder);
  return `Waiting for what others hold:${named.join('')}${more}\nIf you know that one is gone, take over: ${take}`;
}

type Status = Extract<LaunchEvent, { type: 'ended' }>['status'];

function formatEnd({ state }: Status): string {
  if (state === 'completed') return colors.green('done');
  return state === 'failed' ? colors.red('failed') : colors.yellow(state);
}

function formatResult(status: Status, metricName: string): string {
  switch (status.state) {
    case 'completed': {
      const value = status.metrics[metricName];
      const metric =
        value === undefined ? '' : `  ${metricName} ${formatMetric(metricName, value)}`;
      return `${metric}${formatTime(status)}${formatPathologies(status)}`;
    }
    case 'diverged':
      return ` at step ${status.step}: ${status.reason}${formatPathologies(status)}`;
    case 'failed':
      return `: ${status.error}`;
    case 'stopped':
      return `: ${status.reason}`;
    case 'interrupted':
      return status.step === 0
        ? ' before its first checkpoint'
        : ` at step ${status.step}, with a checkpoint`;
    case 'running':
      return '';
  }
}

function formatTime({ durationMs }: Status): string {
  return durationMs === undefined ? '' : `  in ${formatDuration(durationMs)}`;
}

function formatPathologies({ pathologies }: { pathologies: readonly string[] }): string {
  return pathologies.length === 0 ? '' : colors.yellow(`  ${pathologies.join('; ')}`);
}

function formatLogTail(logTail: string | undefined): string[] {
  if (logTail === undefined || logTail === '') return [];
  return logTail.split('\n').map((line) => colors.dim(`    ${line}`));
}
