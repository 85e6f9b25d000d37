import { setTimeout as sleep } from 'node:timers/promises';
import type { LeaseWatch } from '../../leases/lease-watch';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { RunHeldError, whileHolding } from '../hold-run';
import type { LaunchListener } from '../launch-events';
import { isInTheWay, makeRoomForRun } from './archive';

/** Where room is made, and who hears of it. */
interface RoomOptions {
  readonly directory: ExperimentDirectory;
  readonly listener: LaunchListener;
  readonly watch: LeaseWatch;
}

const pollMs = 200;

/**
 * Makes the folder of each run the one of its very settings: what other settings left under its name
 * moves away, and comes back where they come again. What others still write to is waited for.
 *
 * @throws UserError where folders can't be moved.
 */
export async function makeRoomForPlan(plan: ExperimentPlan, options: RoomOptions): Promise<void> {
  let isSaid = false;
  for (const run of plan.runs) {
    while (!tryToMakeRoom(run, options, !isSaid)) {
      isSaid = true;
      await sleep(pollMs);
    }
  }
}

/** Makes room for a run; false where another process has it. */
function tryToMakeRoom(run: RunConfig, options: RoomOptions, isToSay: boolean): boolean {
  const { directory, listener, watch } = options;
  if (!isInTheWay(directory, run)) return true;
  const folder = directory.run(run.runId);
  try {
    const replacement = whileHolding(folder, watch, () => makeRoomForRun(directory, run));
    if (replacement !== undefined) listener({ type: 'replaced', run, replacement });
    return true;
  } catch (error) {
    if (!(error instanceof RunHeldError)) throw error;
    if (isToSay) listener({ type: 'waiting', holds: [{ folder: folder.path, hold: error.hold }] });
    return false;
  }
}
