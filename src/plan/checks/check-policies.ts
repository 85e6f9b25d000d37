import type { DatasetFacts } from '../../datasets/dataset-facts';
import type { ExperimentSpec } from '../../spec/experiment-schema';
import { isMeasured, listMeasures } from '../../spec/metric-names';
import type { RankingMetric } from '../../spec/metric-schema';
import type { RunSettings } from '../run-config';
import type { SettingsProblem } from '../settings-problem';
import { type Doubts, isDecided } from './doubts';

/** The steps at which halving compares trials, below the length of the longest run. */
export function listRungs({ halving }: ExperimentSpec, steps: number): number[] {
  const rungs: number[] = [];
  if (halving === undefined) return rungs;
  for (let rung = halving.firstRung; rung < steps; rung *= halving.factor) rungs.push(rung);
  return rungs;
}

/**
 * Checks that what ranks, stops and halves has something to look at.
 *
 * @param doubts settings that nothing can be said of.
 */
export function checkPolicies(
  spec: ExperimentSpec,
  metric: RankingMetric,
  settings: RunSettings,
  facts: DatasetFacts,
  doubts: Doubts = [],
): SettingsProblem[] {
  const stopping = settings.earlyStopping?.metric;
  const unlessDoubtful = (needs: readonly string[], check: () => SettingsProblem[]) =>
    isDecided(needs, doubts) ? check() : [];
  return [
    ...unlessDoubtful(['metric', 'evaluate', 'dataset', 'loss'], () =>
      checkMetric(['metric', 'name'], metric.name, settings, facts),
    ),
    ...unlessDoubtful(['earlyStopping', 'evaluate', 'dataset', 'loss'], () =>
      checkMetric(['earlyStopping', 'metric'], stopping, settings, facts),
    ),
    ...unlessDoubtful(['halving', 'evaluateEvery'], () => checkHalving(spec, settings)),
  ];
}

function checkMetric(
  path: SettingsProblem['path'],
  name: string | undefined,
  settings: RunSettings,
  { validationCount }: DatasetFacts,
): SettingsProblem[] {
  if (name === undefined) return [];
  if (!isMeasured(name, settings.loss)) {
    const message = `the metric is ${name}, which is not measured under ${settings.loss.type}`;
    return [{ path, message, hint: listMeasures(settings.loss) }];
  }
  const [split] = name.split('/');
  // The batch's own metrics are measured whatever is evaluated.
  if (split === 'train') return [];
  if (settings.evaluate.some((evaluated) => evaluated === split)) return [];
  if (split === 'validation' && validationCount === 0) {
    const message = `the metric is ${name}, but the data has no validation split`;
    return [
      { path, message, hint: 'Use a test metric, or keep data for it with `dataset.validation`.' },
    ];
  }
  const message = `the metric is ${name}, but \`evaluate\` does not name ${split}`;
  return [{ path, message, hint: `Add ${split} to \`evaluate\`.` }];
}

/** Trials are compared by an evaluation, so there has to be one at every rung. */
function checkHalving(
  { halving }: ExperimentSpec,
  { evaluateEvery }: RunSettings,
): SettingsProblem[] {
  if (halving === undefined || halving.firstRung % evaluateEvery === 0) return [];
  const message = `\`halving.firstRung\` is ${halving.firstRung}, which is no multiple of \`evaluateEvery\` (${evaluateEvery})`;
  const next = Math.ceil(halving.firstRung / evaluateEvery) * evaluateEvery;
  const hint = `Trials are compared at evaluations: write ${next}, or \`evaluateEvery: ${halving.firstRung}\`.`;
  return [{ path: ['halving', 'firstRung'], message, hint }];
}
