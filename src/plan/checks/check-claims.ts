import { locateClaimFault } from '../../spec/claims/check-claim-syntax';
import type { Claim, ClaimFault, ClaimTerm, StatisticTerm } from '../../spec/claims/claim';
import { parseClaim } from '../../spec/claims/parse-claim';
import type { ExperimentSpec } from '../../spec/experiment-schema';
import { findMetric, isMeasured, listMeasures, suggestMetric } from '../../spec/metric-names';
import type { SpecProblem } from '../../spec/spec-problem';
import type { SpecSource } from '../../spec/spec-source';
import type { RunConfig } from '../run-config';
import { matchesAll } from '../trials/match-condition';
import { tunedAxes } from '../trials/tuned-axes';
import { lacksValidation, settingOfValidation } from '../validation-split';
import { checkCondition } from './check-condition';
import { checkQuantifier } from './check-quantifier';
import { type Doubts, isDecided } from './doubts';

/**
 * Checks that claims are about metrics, settings and values that the grid has, and that they can
 * turn out either way.
 *
 * @param doubts settings that nothing can be said of.
 */
export function checkClaims(
  spec: Pick<ExperimentSpec, 'claims' | 'tune' | 'sample'>,
  runs: readonly RunConfig[],
  source: SpecSource,
  doubts: Doubts = [],
): SpecProblem[] {
  return spec.claims.flatMap((text, index) => {
    const parsing = parseClaim(text);
    if (!parsing.ok) return [];
    const terms = listStatistics(parsing.claim);
    const faults = terms.flatMap((term) => [
      ...checkTuned(term, terms, spec, doubts),
      ...checkStatistic(term, runs, doubts),
    ]);
    if (faults.length === 0 && isDecided(['grid', 'zip', 'sample'], doubts)) {
      faults.push(...checkQuantifier(parsing.claim, terms, runs));
    }
    if (faults.length === 0 && doubts.length === 0) {
      faults.push(...checkBalance(parsing.claim, runs));
    }
    return faults.map((fault) => locateClaimFault(fault, text, index, source));
  });
}

/** The statistics of both sides, in the order of the text. */
export function listStatistics({ left, right }: Claim): StatisticTerm[] {
  return [...left, ...right].flatMap((term) => (term.kind === 'statistic' ? [term] : []));
}

/** What is chosen by tuning takes something that is tuned, and compares with means alone. */
function checkTuned(
  { statistic, offset }: StatisticTerm,
  terms: readonly StatisticTerm[],
  spec: Pick<ExperimentSpec, 'tune' | 'sample'>,
  doubts: Doubts,
): ClaimFault[] {
  if (statistic !== 'tuned') return [];
  const other = terms.find((term) => ['median', 'min', 'max'].includes(term.statistic));
  if (other !== undefined) {
    const message = `\`tuned\` is a mean, which can't be compared with \`${other.statistic}\``;
    return [{ offset: other.offset, message, hint: 'Compare it with `mean` or another `tuned`.' }];
  }
  const isMeant = tunedAxes(spec).length > 0;
  if (isMeant || !isDecided(['tune', 'sample'], doubts)) return [];
  const hint =
    'Name the axes to choose by the metric: `tune: [optimizer.learningRate]`, or use `mean`.';
  return [{ offset, message: 'nothing is tuned in this experiment', hint }];
}

function checkStatistic(
  term: StatisticTerm,
  runs: readonly RunConfig[],
  doubts: Doubts,
): ClaimFault[] {
  const decided = term.conditions.filter(({ path }) => isConditionDecided(path, doubts));
  const conditions = decided.flatMap((condition) => checkCondition(condition, runs) ?? []);
  const isChosen = conditions.length === 0 && decided.length === term.conditions.length;
  const meant = isChosen ? chooseRuns(term, runs) : runs;
  const faults = [...checkMetric(term, meant, doubts), ...conditions];
  const [first] = term.conditions;
  if (faults.length > 0 || meant.length > 0 || first === undefined) return faults;
  return [{ offset: first.pathOffset, message: 'no trial meets all of these conditions' }];
}

/** Names of trials depend on all axes. */
function isConditionDecided(path: string, doubts: Doubts): boolean {
  return doubts.length === 0 || (path !== 'trial' && isDecided([path, 'grid', 'zip'], doubts));
}

function chooseRuns(term: StatisticTerm, runs: readonly RunConfig[]): RunConfig[] {
  return runs.filter((run) => matchesAll(run, term));
}

/** A claim is about what its runs measure. */
function checkMetric(
  { metric, metricOffset: offset }: StatisticTerm,
  runs: readonly RunConfig[],
  doubts: Doubts,
): ClaimFault[] {
  if (findMetric(metric) === undefined) {
    const message = `there is no metric \`${metric}\``;
    return [{ offset, message, hint: suggestMetric(metric, '`') }];
  }
  const unmeasured = isDecided(['loss'], doubts)
    ? runs.find(({ settings }) => !isMeasured(metric, settings.loss))?.settings.loss
    : undefined;
  if (unmeasured !== undefined) {
    const message = `\`${metric}\` is not measured under ${unmeasured.type}`;
    return [{ offset, message, hint: listMeasures(unmeasured) }];
  }
  const [split = ''] = metric.split('/');
  // The batch's own metrics are measured whatever is evaluated.
  if (split === 'train' || !isDecided(['dataset', 'evaluate'], doubts)) return [];
  const lacking = runs.filter(({ settings }) => !settings.evaluate.some((name) => name === split));
  if (lacking.length === 0) return [];
  const lacksData = lacking.find(lacksValidation);
  if (split === 'validation' && lacksData !== undefined) {
    const message = `\`${metric}\`: the data has no validation split`;
    return [{ offset, message, hint: `Keep data for it with ${settingOfValidation(lacksData)}.` }];
  }
  const which = lacking.length === runs.length ? '' : ` by ${lacking[0]?.trial}`;
  const message = `\`${metric}\` is not measured${which}: \`evaluate\` does not name ${split}`;
  return [{ offset, message, hint: `Add ${split} to \`evaluate\`.` }];
}

/**
 * What cancels out decides nothing: `mean(test/loss) > mean(test/loss)` holds or not whatever is
 * measured. Statistics are the same where they are of the same runs, however these are chosen.
 */
function checkBalance(claim: Claim, runs: readonly RunConfig[]): ClaimFault[] {
  const sums = new Map<string, number>();
  const add = (terms: readonly ClaimTerm[], side: 1 | -1): void => {
    for (const term of terms) {
      if (term.kind === 'number') continue;
      const meant = chooseRuns(term, runs).map(({ runId }) => runId);
      const key = JSON.stringify([term.statistic, term.metric, meant]);
      sums.set(key, (sums.get(key) ?? 0) + side * term.sign);
    }
  };
  add(claim.left, 1);
  add(claim.right, -1);
  if ([...sums.values()].some((sum) => sum !== 0)) return [];
  const last = listStatistics(claim).at(-1);
  const message = 'both sides have the same statistics of the same runs';
  const hint = 'Compare different runs: `mean(test/accuracy | optimizer=adam)` with another.';
  return [{ offset: last?.offset ?? 0, message, hint }];
}
