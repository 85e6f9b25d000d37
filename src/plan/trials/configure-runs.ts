import { hashRun } from '../hash-run';
import type { JsonValue, RunConfig } from '../run-config';
import { listOwnCode } from './list-own-code';
import type { ResolvedTrial } from './resolve-trial';
import { nameTrials } from './trial-name';

/** Every trial with every seed: trials in order, the seeds of each together. */
export function configureRuns(
  experiment: string,
  resolved: readonly ResolvedTrial[],
  seeds: readonly number[],
): RunConfig[] {
  const names = nameTrials(resolved.map(({ trial }) => trial.combination));
  return resolved.flatMap(({ trial, settings, data, start }, index) => {
    const code = listOwnCode(settings);
    return seeds.map((seed) => {
      const name = names[index] ?? '';
      const axisValues = trial.combination.map(({ axis, value }) => [axis, value as JsonValue]);
      return {
        experiment,
        trial: name,
        runId: `${name}-s${seed}`,
        seed,
        axisValues: Object.fromEntries(axisValues) as RunConfig['axisValues'],
        settings,
        ...(data && { data }),
        ...(start !== undefined && { initialModel: start.folder }),
        ...(code !== undefined && { code }),
        configHash: hashRun(seed, settings),
      };
    });
  });
}
