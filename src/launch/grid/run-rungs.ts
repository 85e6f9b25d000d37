import { setTimeout as sleep } from 'node:timers/promises';
import { findHold, type LeaseHold } from '../../leases/lease';
import type { LeaseWatch } from '../../leases/lease-watch';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import { orderRuns } from '../../plan/trials/order-runs';
import { readConfirmedStatus } from '../../records/confirm-status';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import type { RunDirectory } from '../../records/run-directory';
import { isFinal, isFinishedFor, type RunStatus } from '../../records/status';
import { lookUp } from '../../util/look-up';
import { RunHeldError, refuseHeld, whileHolding } from '../hold-run';
import type { LaunchListener } from '../launch-events';
import type { TaskPool } from '../launcher';
import type { RunTask } from '../run-task';
import { makeRoomForRepetition } from './archive';
import { chooseSurvivors } from './halving';
import { labelAsStopped, type StoppedLabel } from './label-stopped';
import { recordResult } from './record-result';
import { findStatusAtRung, readRungValue } from './rung-value';
import type { Standing } from './survey-grid';

/** A grid that is ready to run. */
export interface ReadyGrid {
  readonly plan: Pick<ExperimentPlan, 'rungs' | 'metric' | 'halvingFactor' | 'seeds' | 'order'>;
  readonly directory: ExperimentDirectory;
  readonly listener: LaunchListener;
  readonly pool: TaskPool;
  /** A task for each run that is not over, by run. */
  readonly tasks: ReadonlyMap<string, RunTask>;
  /** Whether it waits for runs that others execute to their ends. */
  readonly isOwner: boolean;
  /** What has been seen of leases. */
  readonly watch: LeaseWatch;
}

/**
 * Trains runs from rung to rung, and those that are left to their ends.
 *
 * @returns how they stand then, in the order in which they were given.
 */
export async function runRungs(
  grid: ReadyGrid,
  surveyed: readonly Standing[],
): Promise<readonly Standing[]> {
  let standings = surveyed;
  for (const rung of grid.plan.rungs) {
    standings = await trainTo(rung, grid, standings);
    if (grid.pool.isStopped) return standings;
    standings = judgeTrials(rung, grid, standings);
  }
  return trainTo(undefined, grid, standings);
}

const pollMs = 500;
/** Most are given back before anyone would ask what is going on. */
const quietPolls = 2;

/**
 * Trains to a rung, or to the end, what has not got there. What others execute is waited for, because
 * it has a say at the rung. A helper does not wait for ends, but until each holder has shown that it lives, and takes over
 * what shows nothing.
 */
async function trainTo(
  rung: number | undefined,
  grid: ReadyGrid,
  standings: readonly Standing[],
): Promise<readonly Standing[]> {
  const { pool, isOwner, directory, watch } = grid;
  let current = standings;
  for (let isSaid = false; ; isSaid = true) {
    const pass = await trainOnce(rung, grid, current);
    current = pass.standings;
    const isWorthWaiting = (hold: LeaseHold, file: string): boolean =>
      rung !== undefined || isOwner || hold.isSuspect || !watch.hasSeenLife(file);
    const awaited = pass.left.filter(({ runId }) => {
      const { leaseFile } = directory.run(runId);
      const hold = findHold(leaseFile, watch);
      return hold === undefined || isWorthWaiting(hold, leaseFile);
    });
    if (pool.isStopped || awaited.length === 0) return current;
    await waitForAny(awaited, grid, isWorthWaiting, !isSaid);
  }
}

/** Trains what nobody else does; gives what is left too. */
async function trainOnce(
  rung: number | undefined,
  grid: ReadyGrid,
  standings: readonly Standing[],
): Promise<{ readonly standings: readonly Standing[]; readonly left: readonly RunConfig[] }> {
  const waiting =
    rung === undefined ? new Map<string, RunStatus>() : findWaiting(rung, grid, standings);
  const open = standings.filter(
    ({ run, isOver, isOut }) =>
      !isOver && !isOut && !waiting.has(run.runId) && (rung === undefined || isCompared(run, grid)),
  );
  const due = orderRuns(open, grid.plan.order);
  const byRun = new Map(due.map((standing) => [standing.run.runId, standing]));
  const tasks = due.map(({ run }) => ({ ...taskOf(run.runId, grid), pauseStep: rung }));
  const ended = await grid.pool.runAll(tasks, ({ config }) =>
    prepare(lookUp(byRun, config.runId), grid),
  );
  return {
    standings: standings.map((standing) => {
      const { runId } = standing.run;
      const status = ended.get(runId);
      if (status === undefined) {
        return { ...standing, status: waiting.get(runId) ?? standing.status };
      }
      const isOver = isFinal(status) || status.state === 'failed';
      return { ...takeNote(standing, status, grid), isOver, beginsAnew: false };
    }),
    left: due.flatMap(({ run }) => (ended.has(run.runId) ? [] : [run])),
  };
}

/**
 * Looks at a run whose turn has come: others may have it, or have brought it to its end.
 *
 * @returns its status where it need not be trained.
 * @throws RunHeldError where another process has it.
 */
function prepare(
  { run, beginsAnew, failedAt }: Standing,
  { directory, listener, watch }: ReadyGrid,
): RunStatus | undefined {
  const folder = directory.run(run.runId);
  if (beginsAnew) {
    const replacement = whileHolding(folder, watch, () => makeRoomForRepetition(directory, run));
    if (replacement !== undefined) listener({ type: 'replaced', run, replacement });
    return undefined;
  }
  refuseHeld(folder, watch);
  const status = readConfirmedStatus(folder);
  if (isFinishedFor(status, run.configHash) && 'configHash' in status) return status;
  return status.state === 'failed' && status.updatedAt !== failedAt ? status : undefined;
}

/** Waits until others have given back one of these runs, or nothing more is to be done. */
async function waitForAny(
  runs: readonly RunConfig[],
  { directory, listener, pool, watch }: ReadyGrid,
  isWorthWaiting: (hold: LeaseHold, file: string) => boolean,
  isToSay: boolean,
): Promise<void> {
  for (let polls = 0; !pool.isStopped; polls += 1) {
    const holds = runs.flatMap(({ runId }) => {
      const { leaseFile, path: folder } = directory.run(runId);
      const hold = findHold(leaseFile, watch);
      return hold === undefined || !isWorthWaiting(hold, leaseFile) ? [] : [{ folder, hold }];
    });
    if (holds.length < runs.length) return;
    if (isToSay && polls === quietPolls) listener({ type: 'waiting', holds });
    await sleep(pollMs);
  }
}

/** Whether a run has a say at rungs: one that confirms what was chosen goes straight to its end. */
function isCompared({ seed }: RunConfig, { plan }: ReadyGrid): boolean {
  return plan.seeds.includes(seed);
}

/** The runs that wait at a rung or beyond: they need not train before it is decided. */
function findWaiting(
  rung: number,
  { plan, directory }: ReadyGrid,
  standings: readonly Standing[],
): Map<string, RunStatus> {
  return new Map(
    standings.flatMap(({ run, isOver, isOut, beginsAnew }) => {
      if (isOver || isOut || beginsAnew) return [];
      const status = findStatusAtRung(run, directory.run(run.runId), plan.metric.name, rung);
      return status === undefined ? [] : [[run.runId, status] as const];
    }),
  );
}

function taskOf(runId: string, { tasks }: ReadyGrid): RunTask {
  const task = tasks.get(runId);
  if (task === undefined) throw new Error(`${runId} was not missing`);
  return task;
}

/** Compares the trials at a rung; those that are not among the best are out. */
function judgeTrials(rung: number, grid: ReadyGrid, standings: readonly Standing[]): Standing[] {
  const { plan, directory, listener } = grid;
  const results = standings
    .filter(({ run, isOut }) => !isOut && isCompared(run, grid))
    .map(({ run }) => ({
      trial: run.trial,
      value: readRungValue(run, directory.run(run.runId), plan.metric.name, rung),
    }));
  const survivors = chooseSurvivors(results, plan.metric.goal, plan.halvingFactor ?? 1);
  listener({
    type: 'halved',
    rung,
    trialCount: new Set(results.map(({ trial }) => trial)).size,
    goingOnCount: survivors.size,
  });
  return standings.map((standing) => {
    const { run, isOut } = standing;
    if (isOut || survivors.has(run.trial) || !isCompared(run, grid)) return standing;
    return { ...endAtRung(rung, grid, standing), isOut: true };
  });
}

function endAtRung(rung: number, grid: ReadyGrid, standing: Standing): Standing {
  const { run } = standing;
  const label = labelOnce(grid.directory.run(run.runId), rung, grid);
  if (label === undefined) return standing;
  const { status, wasThere } = label;
  const noted = takeNote(standing, status, grid);
  grid.listener({ type: wasThere ? 'skipped' : 'ended', run, status });
  return noted;
}

/** Another that came to the same verdict may be writing it down at this moment. */
function labelOnce(
  directory: RunDirectory,
  rung: number,
  { watch }: ReadyGrid,
): StoppedLabel | undefined {
  try {
    return whileHolding(directory, watch, () => labelAsStopped(directory, rung));
  } catch (error) {
    if (error instanceof RunHeldError) return undefined;
    throw error;
  }
}

function takeNote(standing: Standing, status: RunStatus, { directory }: ReadyGrid): Standing {
  recordResult(directory.run(standing.run.runId), standing.run, status);
  return { ...standing, status };
}
