import type { ExperimentSpec } from '../spec/experiment-schema';
import { goalOf, type RankingMetric } from '../spec/metric-schema';
import { listRungs } from './check-policies';
import type { DatasetFacts } from './dataset-facts';
import type { RunSettings } from './run-config';
import type { SettingsProblem } from './settings-problem';

/** Finds what works, but is probably not meant. */
export function warnAboutSettings(settings: RunSettings, facts: DatasetFacts): SettingsProblem[] {
  return [...warnAboutIntervals(settings), ...warnAboutSplits(settings, facts)];
}

/** Finds a metric that is ranked the wrong way round. */
export function warnAboutGoal({ name, goal }: RankingMetric): SettingsProblem[] {
  if (goal === goalOf(name)) return [];
  const message = `\`metric\` says ${goal} ${name}: the worst trial ranks first`;
  return [{ path: ['metric', 'goal'], message, hint: `Leave out \`goal\` for ${goalOf(name)}.` }];
}

/** Finds a halving that never comes, in runs of so many steps. */
export function warnAboutHalving(spec: ExperimentSpec, steps: number): SettingsProblem[] {
  if (spec.halving === undefined || listRungs(spec, steps).length > 0) return [];
  const message = `\`halving.firstRung\` is ${spec.halving.firstRung}, but the runs have ${steps} steps`;
  const hint = 'All trials go on to the end.';
  return [{ path: ['halving', 'firstRung'], message, hint }];
}

function warnAboutIntervals(settings: RunSettings): SettingsProblem[] {
  const { steps, evaluateEvery, checkpointEvery } = settings;
  return (
    (['logEvery', 'evaluateEvery', 'checkpointEvery'] as const)
      .filter((key) => settings[key] > steps)
      // Checkpoints go with evaluations unless told otherwise; one warning is enough.
      .filter((key) => key !== 'checkpointEvery' || checkpointEvery !== evaluateEvery)
      .map((key) => ({
        path: [key],
        message: `\`${key}\` is ${settings[key]}, more than the ${steps} steps of the run`,
        hint: 'It happens at the end of the run only.',
      }))
  );
}

function warnAboutSplits(
  { dataset }: RunSettings,
  { trainCount, validationCount }: DatasetFacts,
): SettingsProblem[] {
  // Points are made: their validation split costs the training split nothing.
  const isMade = dataset.name === 'moons' || dataset.name === 'circles';
  if (validationCount < trainCount || isMade) return [];
  const message = `there are ${validationCount} validation examples, but ${trainCount} to train on`;
  return [{ path: ['dataset'], message }];
}
