import { median } from 'simple-statistics';
import { type Absence, type Contestant, startContestant } from './contestant';
import { ablateContestant } from './contestants';
import { type AblateRun, runAblate } from './run-ablate';
import { cnn } from './workloads';

/** Everything that a summary can show. */
export const ALL_SUMMARIES = 'summaries=[weights, biases, preactivations, activations, gradients]';

const LAP_STEPS = 100;
const LAPS = 5;

/** A whole `ablate run`, beside the bare training of as many steps. */
export interface WholeRun extends AblateRun {
  readonly steps: number;
  /** Median of laps of bare training right before and right behind the run. */
  readonly bareMsPerStep: number;
  /** The laps before, then the laps behind, in ms per step. */
  readonly bareLaps: readonly number[];
}

/**
 * Runs the MNIST CNN with all summaries every 100 steps, checkpoints, evaluations and everything
 * that is found out at the end. Bare training is timed right before and behind it, because the
 * speed of a machine drifts over minutes.
 */
export async function measureWholeRun(
  steps: number,
  interruption: AbortSignal,
): Promise<WholeRun | Absence> {
  const bare = await startContestant(ablateContestant(cnn, 'compiled'), interruption);
  interruption.throwIfAborted();
  if ('absent' in bare) return bare;
  try {
    await bare.race(LAP_STEPS);
    const before = await raceLaps(bare, steps, interruption);
    if ('absent' in before) return before;
    const run = await runAblate([`steps=${steps}`, 'evaluate=[test]', ALL_SUMMARIES], interruption);
    if ('absent' in run) return run;
    const behind = await raceLaps(bare, steps, interruption);
    if ('absent' in behind) return behind;
    const bareLaps = [...before, ...behind];
    return { ...run, steps, bareMsPerStep: median(bareLaps), bareLaps };
  } finally {
    await bare.quit();
  }
}

async function raceLaps(
  bare: Contestant,
  steps: number,
  interruption: AbortSignal,
): Promise<number[] | Absence> {
  const laps: number[] = [];
  for (let lap = 0; lap < LAPS; lap += 1) {
    const time = await bare.race(Math.min(LAP_STEPS, steps));
    interruption.throwIfAborted();
    if ('absent' in time) return time;
    laps.push(time.msPerStep);
  }
  return laps;
}
