import fs from 'node:fs';
import { listLeases } from '../../leases/lease';
import { viewLease } from '../../leases/view-lease';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { readNote } from '../../records/experiment-note';
import { hasResult, readStatus, waitingReason } from '../../records/status';
import { findLeader } from '../comparison/compare-groups';
import { groupByTrial } from '../comparison/group-runs';
import { rankTrials } from '../comparison/rank-trials';
import { type RecordedRun, readPlan } from './read-results';
import { tuningRuns } from './tuning-runs';

/** An experiment in a line. */
export interface ExperimentSummary {
  /** Name of its folder, by which every command finds it. */
  readonly experiment: string;
  /** Absolute path of its folder. */
  readonly directory: string;
  readonly question: string | null;
  readonly tags: readonly string[];
  /** What somebody noted of it. */
  readonly note: string | undefined;
  /** How many runs are planned. */
  readonly runs: number;
  /** How many have their result: to the end, diverged, or stopped by halving. */
  readonly done: number;
  /** How many failed, or have records that can't be read. */
  readonly failed: number;
  /** Whether somebody works on it now. */
  readonly isHeld: boolean;
  /** When the last run wrote how it stands, or the plan was written where none did; ISO 8601. */
  readonly lastWorkedOn: string | undefined;
  /** What trials are ranked by. */
  readonly metric: string;
  /** The trial that ranks first, with the mean of the metric over its seeds. */
  readonly best: { readonly trial: string; readonly value: number } | undefined;
}

/**
 * Summarises an experiment by its plan and what its runs say of themselves. Nothing is held against
 * that, and no curve is read, so that many experiments take no time: `compare` looks closely.
 *
 * @throws UserError where its plan can't be read.
 */
export function summariseExperiment(
  directory: ExperimentDirectory,
  experiment: string,
): ExperimentSummary {
  const plan = readPlan(directory);
  const runs = plan.runs.map((config): RecordedRun => {
    const folder = directory.run(config.runId);
    const found = readStatus(folder.statusFile);
    const isOther = 'configHash' in found && found.configHash !== config.configHash;
    const status = isOther ? ({ state: 'outdated' } as const) : found;
    return {
      config,
      directory: folder,
      reading: { directory: folder, status: found, file: { state: 'absent' } },
      status,
      metrics: status.state === 'completed' ? status.metrics : undefined,
      durationMs: 'durationMs' in status ? status.durationMs : undefined,
    };
  });
  const count = (isCounted: (run: RecordedRun) => boolean): number => runs.filter(isCounted).length;
  return {
    experiment,
    directory: directory.path,
    question: plan.question,
    tags: plan.tags,
    note: readNote(directory),
    runs: runs.length,
    done: count(({ status }) => hasResult(status) && !isWaiting(status)),
    failed: count(({ status }) => status.state === 'failed' || status.state === 'damaged'),
    isHeld: listLeases(directory.leases).some((file) => viewLease(file)?.isLost === false),
    lastWorkedOn: findLastWork(runs, directory),
    metric: plan.metric.name,
    best: findBest(plan, runs),
  };
}

/** A run that halving compares when the others have come as far. */
function isWaiting(status: RecordedRun['status']): boolean {
  return status.state === 'stopped' && status.reason === waitingReason;
}

function findLastWork(
  runs: readonly RecordedRun[],
  { planFile }: ExperimentDirectory,
): string | undefined {
  const times = runs
    .flatMap(({ reading }) => ('updatedAt' in reading.status ? reading.status.updatedAt : []) ?? [])
    .map((text) => Date.parse(text))
    .filter((time) => !Number.isNaN(time));
  const plannedAtMs = (): number | undefined =>
    fs.statSync(planFile, { throwIfNoEntry: false })?.mtimeMs;
  const lastMs = times.length > 0 ? times.reduce((a, b) => Math.max(a, b)) : plannedAtMs();
  return lastMs === undefined ? undefined : new Date(lastMs).toISOString();
}

/** In a race for seeds the place depends on all looks, which only the whole ranking tells. */
function findBest(
  plan: ExperimentPlan,
  runs: readonly RecordedRun[],
): { readonly trial: string; readonly value: number } | undefined {
  if (plan.mostSeeds !== null) {
    const [first] = rankTrials(plan, runs);
    return first?.estimate && { trial: first.label, value: first.estimate.mean };
  }
  const groups = groupByTrial(tuningRuns(plan, runs), plan.metric.name);
  const leader = findLeader(groups, plan.metric);
  return leader && { trial: leader.group.label, value: leader.mean };
}
