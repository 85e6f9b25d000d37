import type { ExperimentSpec } from '../spec/experiment-schema';
import type { SettingsProblem } from './check-settings';
import type { DatasetFacts } from './dataset-facts';
import type { RunSettings } from './run-config';

/** The steps at which halving compares trials, below the length of the longest run. */
export function listRungs({ halving }: ExperimentSpec, steps: number): number[] {
  const rungs: number[] = [];
  if (halving === undefined) return rungs;
  for (let rung = halving.firstRung; rung < steps; rung *= halving.factor) rungs.push(rung);
  return rungs;
}

/** Checks that what ranks, stops and halves has something to look at. */
export function checkPolicies(
  spec: ExperimentSpec,
  settings: RunSettings,
  facts: DatasetFacts,
): SettingsProblem[] {
  return [
    ...checkMetric(['metric', 'name'], spec.metric.name, facts),
    ...checkMetric(['earlyStopping', 'metric'], settings.earlyStopping?.metric, facts),
    ...checkHalving(spec, settings),
  ];
}

function checkMetric(
  path: SettingsProblem['path'],
  name: string | undefined,
  { validationCount }: DatasetFacts,
): SettingsProblem[] {
  if (name?.startsWith('validation/') !== true || validationCount > 0) return [];
  const message = `the metric is ${name}, but the data has no validation split`;
  return [{ path, message, hint: 'Use a test metric.' }];
}

/** Trials are compared by an evaluation, so there has to be one at every rung. */
function checkHalving(
  { halving }: ExperimentSpec,
  { evaluateEvery }: RunSettings,
): SettingsProblem[] {
  if (halving === undefined || halving.firstRung % evaluateEvery === 0) return [];
  const message = `\`halving.firstRung\` is ${halving.firstRung}, which is no multiple of \`evaluateEvery\` (${evaluateEvery})`;
  return [{ path: ['halving', 'firstRung'], message, hint: 'Trials are compared at evaluations.' }];
}
