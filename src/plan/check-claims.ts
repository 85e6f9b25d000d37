import { locateClaimFault } from '../spec/check-claim-syntax';
import type { Claim, ClaimFault, StatisticTerm } from '../spec/claim';
import type { ExperimentSpec } from '../spec/experiment-schema';
import { metricNames } from '../spec/metric-schema';
import { nearestName } from '../spec/nearest-name';
import { parseClaim } from '../spec/parse-claim';
import type { SpecProblem } from '../spec/spec-problem';
import type { SpecSource } from '../spec/spec-source';
import { checkCondition } from './check-condition';
import { type Doubts, isDecided } from './doubts';
import { matchesCondition } from './match-condition';
import type { RunConfig } from './run-config';

/**
 * Checks that claims are about metrics, settings and values that the grid has.
 *
 * @param doubts settings that nothing can be said of.
 */
export function checkClaims(
  { claims }: Pick<ExperimentSpec, 'claims'>,
  runs: readonly RunConfig[],
  source: SpecSource,
  doubts: Doubts = [],
): SpecProblem[] {
  return claims.flatMap((text, index) => {
    const parsing = parseClaim(text);
    if (!parsing.ok) return [];
    return listStatistics(parsing.claim)
      .flatMap((term) => checkStatistic(term, runs, doubts))
      .map((fault) => locateClaimFault(fault, text, index, source));
  });
}

/** The statistics of both sides, in the order of the text. */
export function listStatistics({ left, right }: Claim): StatisticTerm[] {
  return [...left, ...right].flatMap((term) => (term.kind === 'statistic' ? [term] : []));
}

function checkStatistic(
  term: StatisticTerm,
  runs: readonly RunConfig[],
  doubts: Doubts,
): ClaimFault[] {
  const decided = term.conditions.filter(({ path }) => isConditionDecided(path, doubts));
  const faults = [
    checkMetric(term, runs, doubts),
    ...decided.map((condition) => checkCondition(condition, runs)),
  ].flatMap((fault) => fault ?? []);
  if (faults.length > 0 || decided.length < term.conditions.length) return faults;
  const isMet = runs.some((run) =>
    term.conditions.every((condition) => matchesCondition(run, condition)),
  );
  const [first] = term.conditions;
  if (isMet || first === undefined) return [];
  return [{ offset: first.pathOffset, message: 'no trial meets all of these conditions' }];
}

/** Names of trials depend on all axes. */
function isConditionDecided(path: string, doubts: Doubts): boolean {
  return doubts.length === 0 || (path !== 'trial' && isDecided([path, 'grid', 'zip'], doubts));
}

function checkMetric(
  { metric, metricOffset }: StatisticTerm,
  runs: readonly RunConfig[],
  doubts: Doubts,
): ClaimFault | undefined {
  const fault = { offset: metricOffset, message: `there is no metric \`${metric}\`` };
  if (!metricNames.some((known) => known === metric)) {
    const near = nearestName(metric, metricNames);
    const hint =
      near === undefined ? `Metrics: ${metricNames.join(', ')}.` : `Did you mean \`${near}\`?`;
    return { ...fault, hint };
  }
  if (!isDecided(['dataset'], doubts)) return undefined;
  const lacksSplit = runs.some(({ settings }) => {
    const { dataset } = settings;
    return !('validation' in dataset) || dataset.validation === 0;
  });
  if (!metric.startsWith('validation/') || !lacksSplit) return undefined;
  return { ...fault, message: `\`${metric}\`: the data has no validation split` };
}
