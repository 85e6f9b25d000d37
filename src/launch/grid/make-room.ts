import { setTimeout as sleep } from 'node:timers/promises';
import type { LeaseWatch } from '../../leases/lease-watch';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { type RunReading, readRunFolder } from '../../records/read-run-folder';
import { RunHeldError, whileHolding } from '../hold-run';
import type { LaunchListener } from '../launch-events';
import { isInTheWay, makeRoomForRun } from './archive';

/** A run with what its folder says. */
export interface FoundRun {
  readonly run: RunConfig;
  readonly reading: RunReading;
}

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
 * @returns the runs with what their folders say then, in the order of the plan.
 * @throws UserError where folders can't be moved.
 */
export async function makeRoomForPlan(
  plan: ExperimentPlan,
  options: RoomOptions,
): Promise<FoundRun[]> {
  let hasWaited = false;
  const found: FoundRun[] = [];
  for (const run of plan.runs) {
    let reading = tryToMakeRoom(run, options, !hasWaited);
    while (reading === undefined) {
      hasWaited = true;
      await sleep(pollMs);
      reading = tryToMakeRoom(run, options, !hasWaited);
    }
    found.push({ run, reading });
  }
  // While it waited for one, others may have gone on.
  return hasWaited ? plan.runs.map((run) => findRun(run, options.directory)) : found;
}

function findRun(run: RunConfig, directory: ExperimentDirectory): FoundRun {
  return { run, reading: readRunFolder(directory.run(run.runId), run) };
}

/** Makes room for a run, and says what its folder says then; undefined where another process has it. */
function tryToMakeRoom(
  run: RunConfig,
  options: RoomOptions,
  isToSay: boolean,
): RunReading | undefined {
  const { directory, listener, watch } = options;
  const folder = directory.run(run.runId);
  const reading = readRunFolder(folder, run);
  if (!isInTheWay(directory, run, reading)) return reading;
  try {
    const replacement = whileHolding(folder, watch, () => makeRoomForRun(directory, run));
    if (replacement !== undefined) listener({ type: 'replaced', run, replacement });
    return readRunFolder(folder, run);
  } catch (error) {
    if (!(error instanceof RunHeldError)) throw error;
    if (isToSay) listener({ type: 'waiting', holds: [{ folder: folder.path, hold: error.hold }] });
    return undefined;
  }
}
