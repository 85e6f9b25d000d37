import type { LaunchEvent } from '../../launch/launch-events';
import type { LeaseHold } from '../../leases/lease';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunStatus } from '../../records/status';
import { GridProgress } from './grid-progress';
import { formatJsonLine } from './json-answer';
import { printNote } from './print';
import type { ProgressView } from './progress-view';

/** Progress of one run is told at most so often. */
const progressEveryMs = 1000;

/**
 * Tells of a grid under way in lines of JSON on standard error, one for each event, for programs. The
 * shapes stand in `src/cli/README.md`.
 */
export function openJsonProgress(plan: ExperimentPlan): ProgressView {
  const progress = new GridProgress(plan);
  const toldAtMs = new Map<string, number>();
  const tell = (event: string, content: object): void => {
    const { experiment } = plan;
    const time = new Date().toISOString();
    printNote(formatJsonLine({ event, time, experiment, ...content }));
  };
  tell('begun', { runs: plan.runs.length });
  return {
    listener(event) {
      progress.observe(event);
      if (event.type === 'progress') {
        const nowMs = performance.now();
        const last = toldAtMs.get(event.run.runId) ?? Number.NEGATIVE_INFINITY;
        if (nowMs - last < progressEveryMs) return;
        toldAtMs.set(event.run.runId, nowMs);
      }
      const { doneCount: done, total: runs } = progress;
      tell(event.type, { ...describeEvent(event), done, runs });
    },
    note: (text) => tell('note', { text }),
    close: () => tell('over', { done: progress.doneCount, runs: progress.total }),
  };
}

/** What an event says, besides when and of which experiment. */
function describeEvent(event: LaunchEvent): object {
  switch (event.type) {
    case 'waiting':
      return {
        holds: event.holds.map(({ folder, hold }) => ({ folder, holder: describeHold(hold) })),
      };
    case 'halved': {
      const { rung, trialCount, goingOnCount } = event;
      return { rung, trials: trialCount, goingOn: goingOnCount };
    }
    case 'gaveUp':
      return { reason: event.reason };
    case 'skipped':
    case 'paused':
      return { ...nameRun(event), ...describeStatus(event.status) };
    case 'started':
      return { ...nameRun(event), step: event.step, warnings: event.warnings };
    case 'progress': {
      const { step, loss, metrics } = event.progress;
      return { ...nameRun(event), step, loss, metrics: metrics?.values };
    }
    case 'replaced':
      return { ...nameRun(event), replacement: event.replacement };
    case 'retried': {
      const { attempt, logTail } = event;
      return { ...nameRun(event), ...describeStatus(event.status), attempt, logTail };
    }
    case 'held':
      return { ...nameRun(event), holder: describeHold(event.hold) };
    case 'ended':
      return { ...nameRun(event), ...describeStatus(event.status), logTail: event.logTail };
  }
}

function nameRun({ run }: Extract<LaunchEvent, { readonly run: unknown }>): object {
  return { run: run.runId, trial: run.trial, seed: run.seed };
}

/** How a run stands, as in the answer of `run`, and why. */
function describeStatus(status: RunStatus): object {
  const reason = 'reason' in status ? status.reason : undefined;
  return {
    state: status.state,
    step: status.step,
    reason: status.state === 'failed' ? status.error : reason,
    metrics: 'metrics' in status ? status.metrics : undefined,
    durationMs: status.durationMs,
  };
}

function describeHold({ holder }: LeaseHold): object | undefined {
  if (holder === undefined) return undefined;
  const { host, pid, job, since } = holder;
  return { host, pid, job, since };
}
