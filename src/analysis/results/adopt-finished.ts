import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { RunConfig } from '../../plan/run-config';
import { findContinuation } from '../../records/continuation/find-continuation';
import type { PlannedRuns } from './read-results';

/**
 * Takes over into a plan what its finished runs were trained with, where that differs only in what is
 * observed: they need not be trained again to have other steps on record.
 *
 * @param beginsAnew whether a run is to be trained again all the same.
 * @returns the very plan where there is nothing to take over.
 */
export function adoptFinished(
  { plan, runs }: PlannedRuns,
  beginsAnew: (run: RunConfig) => boolean = () => false,
): ExperimentPlan {
  const adopted = new Map<string, RunConfig>();
  for (const { config, reading, status } of runs) {
    if (status.state !== 'outdated' || beginsAnew(config)) continue;
    const continuation = findContinuation(reading, config);
    if (continuation.kind !== 'finished') continue;
    const { settings, configHash } = continuation.config;
    adopted.set(config.runId, { ...config, settings, configHash });
  }
  if (adopted.size === 0) return plan;
  return { ...plan, runs: plan.runs.map((run) => adopted.get(run.runId) ?? run) };
}
