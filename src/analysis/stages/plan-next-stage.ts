import type { ExperimentPlan } from '../../plan/plan-experiment';
import { repeatTrials } from '../../plan/trials/repeat-trial';
import type { RecordedRun } from '../results/read-results';
import { scoreRuns } from '../results/score-runs';
import { chooseTuned } from '../tuning/choose-tuned';
import { raceTrials } from './race-trials';

/** Runs that results ask for: more seeds where a race is open, fresh seeds for what was chosen. */
export interface Stage {
  readonly kind: 'race' | 'confirmation';
  /** The plan so far, with these runs behind. */
  readonly plan: ExperimentPlan;
  /** How many runs came to it. */
  readonly runCount: number;
  readonly trials: readonly string[];
  /** Seeds of the trials after it; of a confirmation, the fresh ones alone. */
  readonly seedCount: number;
}

/**
 * The stage that follows from the results of a plan; undefined while runs of the plan are yet to
 * end, and where nothing more is wanted. What it says depends on the results alone, so that a grid
 * which was interrupted finds the stages that it was in.
 *
 * @param runs those of the plan.
 */
export function planNextStage(
  plan: ExperimentPlan,
  runs: readonly RecordedRun[],
): Stage | undefined {
  if (scoreRuns(runs, plan.metric.name).missing.length > 0) return undefined;
  const tuning = runs.filter(({ config }) => !plan.confirmSeeds.includes(config.seed));
  return planRace(plan, tuning) ?? planConfirmation(plan, tuning);
}

function planRace(plan: ExperimentPlan, runs: readonly RecordedRun[]): Stage | undefined {
  if (plan.mostSeeds === null) return undefined;
  const { seedCount, contenders, isOver } = raceTrials(plan, runs);
  if (isOver) return undefined;
  const seeds = Array.from({ length: seedCount }, (_, seed) => seed);
  return extend(plan, 'race', contenders, seeds);
}

function planConfirmation(plan: ExperimentPlan, runs: readonly RecordedRun[]): Stage | undefined {
  if (plan.confirmSeeds.length === 0) return undefined;
  const trials = chooseTuned(plan, runs).flatMap(({ trial }) =>
    trial === undefined ? [] : [trial],
  );
  return extend(plan, 'confirmation', trials, plan.confirmSeeds);
}

function extend(
  plan: ExperimentPlan,
  kind: Stage['kind'],
  trials: readonly string[],
  seeds: readonly number[],
): Stage | undefined {
  const extended = repeatTrials(
    plan,
    trials.map((trial) => ({ trial, seeds })),
  );
  const runCount = extended.runs.length - plan.runs.length;
  if (runCount === 0) return undefined;
  return { kind, plan: extended, runCount, trials, seedCount: seeds.length };
}
