import { describeView, type LeaseView, viewLease } from '../../leases/view-lease';
import { listCheckpoints, readNewestStep } from '../../records/checkpoints/checkpoint-folder';
import { type RunScore, scoreRun } from '../../records/score-run';
import { waitingReason } from '../../records/status';
import { describeChange } from '../results/describe-change';
import { type RecordedRun, readCurve } from '../results/read-results';
import type { OutdatedRun, PlanSurvey } from '../results/survey-plan';

/** Where a run stands, for people: what happened, and what `ablate run` would do about it. */
export interface Outlook {
  /** As in `status.json`, or `waiting`, `killed`, `lost`, `damaged`, `outdated`. */
  readonly state: string;
  /** The last step that is on record. */
  readonly step: number | undefined;
  /** Why it ended, where it did not simply complete. */
  readonly reason: string | undefined;
  /** What running the spec again would do; absent where nothing. */
  readonly next: string | undefined;
  /** Who executes it, or did before it was lost. */
  readonly holder: LeaseView | undefined;
}

/** Where a run stands, with its id and what it counts as by the metric of the experiment. */
export type RunOutlook = Outlook & { readonly run: string; readonly score: RunScore };

/** Looks at the runs of a plan as they stand in a folder. */
export function describeOutlooks(
  { runs, outdated, returning }: PlanSurvey,
  metric: string,
): RunOutlook[] {
  const changes = new Map(outdated.map((one) => [one.run.config.runId, one]));
  return runs.map((run) => {
    const { runId } = run.config;
    const outlook = describeOutlook(run);
    const change = changes.get(runId);
    const onward = change === undefined ? outlook.next : describeOnward(change);
    const next = returning.has(runId) ? 'gets its earlier results back' : onward;
    const reason = change === undefined ? outlook.reason : describeChange(change.differences);
    return { run: runId, ...outlook, next, reason, score: scoreRun(run, metric) };
  });
}

/** What becomes of a run of which there are results of other settings. */
function describeOnward({ continuation }: OutdatedRun): string {
  switch (continuation.kind) {
    case 'behind':
      return `goes on behind step ${continuation.step}, and puts the old run aside`;
    case 'finished':
    case 'none':
      return 'starts, and puts the old run aside';
  }
}

/** Looks at a run, and at the process that may be executing it. */
export function describeOutlook(run: RecordedRun): Outlook {
  const outlook = describeRecords(run);
  const isOpen = openStates.includes(run.status.state);
  const holder = isOpen ? viewLease(run.directory.leaseFile) : undefined;
  if (holder === undefined) return outlook;
  const [state, next] = holder.isLost
    ? ['lost', `is taken over, and ${outlook.next}`]
    : ['running', undefined];
  return { ...outlook, state, next, reason: describeView(holder), holder };
}

/** A run that is held in one of these goes on, though its records may not say so yet. */
const openStates: readonly string[] = ['absent', 'running', 'interrupted', 'failed', 'damaged'];

/** What the records of a run say, where nobody executes it. */
function describeRecords(run: RecordedRun): Outlook {
  const { status } = run;
  const outlook = (state: string, next?: string, reason?: string): Outlook => {
    const step = 'step' in status ? status.step : undefined;
    return { state, step, reason, next, holder: undefined };
  };
  switch (status.state) {
    case 'completed':
      return outlook('completed');
    case 'diverged':
      return outlook('diverged', undefined, status.reason);
    case 'stopped':
      return outlook('stopped', describeRung(status.reason), status.reason);
    case 'failed':
      return { ...outlook('failed', describeStart(run), status.error), step: findStep(run) };
    case 'interrupted':
      return outlook('interrupted', describeStart(run));
    case 'running': {
      const step = readCurve(run).at(-1)?.step ?? status.step;
      return { ...outlook('killed', describeStart(run)), step };
    }
    case 'absent':
      return outlook('waiting', 'starts');
    case 'outdated':
      return outlook('outdated', undefined, 'it had other settings');
    case 'damaged':
      return { ...outlook('damaged', describeStart(run), status.reason), step: findStep(run) };
  }
}

/** Only a run that waits for the others has something before it. */
function describeRung(reason: string): string | undefined {
  return reason === waitingReason ? 'is compared, and goes on if it is among the best' : undefined;
}

/** Where a run that has no end stands: behind its newest checkpoint. */
function findStep({ status, directory, config }: RecordedRun): number | undefined {
  const step = readNewestStep(directory.checkpoints, config.configHash);
  return step ?? ('step' in status ? status.step : undefined);
}

function describeStart({ directory }: RecordedRun): string {
  return listCheckpoints(directory.checkpoints).length > 0
    ? 'goes on from its newest checkpoint'
    : 'starts anew';
}
