import { locateSetting } from '../../spec/axes/combination';
import type { RankingMetric } from '../../spec/metric-schema';
import type { SpecDraft } from '../../spec/parse-experiment';
import type { SpecPlace } from '../../spec/spec-problem';
import { memorySettings } from '../network/run-memory';
import type { SettingsProblem } from '../settings-problem';
import type { Trial } from '../trials/expand-trials';
import type { ResolvedTrial } from '../trials/resolve-trial';
import { checkInit } from './check-init';
import { checkMemory, type Machine, warnAboutCheckpoints, warnAboutMemory } from './check-memory';
import { checkPolicies } from './check-policies';
import { checkCpu } from './check-precision';
import { checkSettings } from './check-settings';
import { type Doubts, isDecided } from './doubts';
import { findTwins } from './find-twins';
import { ProblemSet } from './problem-set';
import { warnAboutSettings } from './warn-about-settings';

/** What trials are checked with, besides their settings. */
interface TrialContext {
  readonly metric: RankingMetric;
  /** Settings that nothing can be said of, in any trial. */
  readonly doubts: Doubts;
  readonly seedCount: number;
  readonly machine?: Machine | undefined;
  /** The engine that the command line sets, above the spec. */
  readonly engine?: string | undefined;
}

/** Checks every trial by itself and against the others. */
export function checkTrials(
  resolved: readonly ResolvedTrial[],
  { spec, source }: SpecDraft,
  { metric, doubts: allDoubts, seedCount, machine, engine }: TrialContext,
): { readonly problems: ProblemSet; readonly warnings: ProblemSet } {
  const problems = new ProblemSet();
  const warnings = new ProblemSet();
  const placeIn =
    (trial: Trial) =>
    (path: SettingsProblem['path']): SpecPlace =>
      path[0] === 'engine' && engine !== undefined
        ? { source: `--engine ${engine}` }
        : locateSetting(path, trial.combination, source);
  // By default the metric is one that every trial has.
  const isMetricKnown =
    spec.metric.name !== undefined || isDecided(['dataset', 'evaluate'], allDoubts);
  for (const { trial, settings, facts, doubts, refusal, start, startRefusal } of resolved) {
    const policyDoubts = isMetricKnown ? doubts : [...doubts, ['metric']];
    const hasMemory = machine !== undefined && isDecided(memorySettings, doubts);
    const wrong = [
      ...(refusal === undefined ? [] : [refusal]),
      ...(startRefusal === undefined ? [] : [startRefusal]),
      ...(start === undefined ? [] : checkInit(settings, facts, start, doubts)),
      ...checkSettings(settings, facts, doubts),
      ...checkPolicies(spec, metric, settings, facts, policyDoubts),
      ...(hasMemory ? checkMemory(settings, facts, machine) : []),
      ...(machine === undefined ? [] : checkCpu(settings, machine)),
    ];
    const odd = [
      ...warnAboutSettings(settings, facts),
      ...warnAboutCheckpoints(settings, facts),
      ...(hasMemory ? warnAboutMemory(settings, facts, machine, resolved.length * seedCount) : []),
    ];
    for (const problem of wrong) problems.add(problem, placeIn(trial));
    for (const warning of odd) warnings.add(warning, placeIn(trial));
  }
  const sure = resolved.filter(({ doubts }) => doubts.length === 0);
  for (const problem of findTwins(sure, source)) problems.addPlaced(problem);
  return { problems, warnings };
}
