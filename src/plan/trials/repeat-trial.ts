import { hashRun } from '../hash-run';
import type { ExperimentPlan } from '../plan-experiment';
import type { RunConfig } from '../run-config';

/** Seeds that a trial is to run with, besides those that it has. */
export interface TrialRepetition {
  readonly trial: string;
  readonly seeds: readonly number[];
}

/** A plan with further seeds for some of its trials, behind its runs; what is there stays. */
export function repeatTrials(
  plan: ExperimentPlan,
  repetitions: readonly TrialRepetition[],
): ExperimentPlan {
  const known = new Set(plan.runs.map(({ runId }) => runId));
  const runs = repetitions.flatMap(({ trial, seeds }) => {
    const first = plan.runs.find((run) => run.trial === trial);
    if (first === undefined) throw new Error(`The plan has no trial ${trial}`);
    return seeds.map((seed) => withSeed(first, seed)).filter(({ runId }) => !known.has(runId));
  });
  return { ...plan, runs: [...plan.runs, ...runs] };
}

function withSeed(run: RunConfig, seed: number): RunConfig {
  const configHash = hashRun(seed, run.settings);
  return { ...run, seed, runId: `${run.trial}-s${seed}`, configHash };
}
