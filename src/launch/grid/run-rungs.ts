import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { isFinal, type RunStatus } from '../../records/status';
import type { LaunchListener } from '../launch-events';
import type { TaskPool } from '../launcher';
import type { RunTask } from '../run-task';
import { makeRoomForRepetition } from './archive';
import { chooseSurvivors } from './halving';
import { labelAsStopped } from './label-stopped';
import { recordResult } from './record-result';
import { findStatusAtRung, readRungValue } from './rung-value';
import type { Standing } from './survey-grid';

/** A grid that is ready to run. */
export interface ReadyGrid {
  readonly plan: Pick<ExperimentPlan, 'rungs' | 'metric' | 'halvingFactor' | 'seeds'>;
  readonly directory: ExperimentDirectory;
  readonly listener: LaunchListener;
  readonly pool: TaskPool;
  /** A task for each run that is not over, by run. */
  readonly tasks: ReadonlyMap<string, RunTask>;
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

/** Trains to a rung, or to the end, what has not got there. */
async function trainTo(
  rung: number | undefined,
  grid: ReadyGrid,
  standings: readonly Standing[],
): Promise<Standing[]> {
  const waiting =
    rung === undefined ? new Map<string, RunStatus>() : findWaiting(rung, grid, standings);
  const due = standings.filter(
    ({ run, isOver, isOut }) =>
      !isOver && !isOut && !waiting.has(run.runId) && (rung === undefined || isCompared(run, grid)),
  );
  const tasks = due.map(({ run }) => ({ ...taskOf(run.runId, grid), pauseStep: rung }));
  const anew = new Set(due.filter(({ beginsAnew }) => beginsAnew).map(({ run }) => run.runId));
  const ended = await grid.pool.runAll(tasks, ({ config }) => {
    if (anew.has(config.runId)) beginAnew(config, grid);
  });
  return standings.map((standing) => {
    const { runId } = standing.run;
    const status = ended.get(runId);
    if (status === undefined) return { ...standing, status: waiting.get(runId) ?? standing.status };
    const isOver = isFinal(status) || status.state === 'failed';
    return { ...takeNote(standing, status, grid), isOver, beginsAnew: false };
  });
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

/**
 * Moves what there is of a run aside, so that it begins anew. Only when its turn comes: until then
 * the results stand where they are.
 */
function beginAnew(run: RunTask['config'], { directory, listener }: ReadyGrid): void {
  const replacement = makeRoomForRepetition(directory, run);
  if (replacement !== undefined) listener({ type: 'replaced', run, replacement });
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
  const label = labelAsStopped(grid.directory.run(run.runId), rung);
  if (label === undefined) return standing;
  const { status, wasThere } = label;
  const noted = takeNote(standing, status, grid);
  grid.listener({ type: wasThere ? 'skipped' : 'ended', run, status });
  return noted;
}

function takeNote(standing: Standing, status: RunStatus, { directory }: ReadyGrid): Standing {
  recordResult(directory.run(standing.run.runId), standing.run, status);
  return { ...standing, status };
}
