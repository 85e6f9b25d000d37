import { describeEvidence } from '../../analysis/claims/describe-claim';
import type { ClaimResult } from '../../analysis/claims/evaluate-claim';
import type { RankedGroup } from '../../analysis/comparison/compare-groups';
import { describeShortfall, failureRate } from '../../analysis/comparison/describe-shortfall';
import { describePlace } from '../../analysis/comparison/describe-verdict';
import type { RecordedRun } from '../../analysis/results/read-results';
import type { ComparisonAnswer } from '../output/json-answer';
import type { ComparisonSubject } from './comparison-columns';

/** A comparison for programs, with everything that is known. */
export function summariseComparison(
  experiment: string,
  groups: readonly RankedGroup[],
  { metric, groupTitle }: Pick<ComparisonSubject, 'metric' | 'groupTitle'>,
  claims: readonly ClaimResult[],
): ComparisonAnswer {
  return {
    experiment,
    metric,
    groupedBy: groupTitle,
    groups: groups.map((group) => ({
      label: group.label,
      axisValues: group.axisValues,
      rank: group.rank,
      mean: group.estimate?.mean,
      stddev: group.estimate?.stddev,
      interval: group.estimate?.interval,
      bySeed: Object.fromEntries(group.bySeed),
      toBest: group.toBest,
      verdict: describePlace(group, metric.goal),
      standing: group.standing,
      shortfall: describeShortfall(group, metric.name),
      failureRate: failureRate(group),
      failed: group.failed.map(nameRun),
      stopped: group.stopped.map(nameRun),
      missing: group.missing.map(nameRun),
    })),
    claims: claims.map((claim) => ({
      ...claim,
      evidence: describeEvidence(claim),
      failed: claim.failed.map(({ config }) => config.runId),
      missing: claim.missing.map(({ config }) => config.runId),
    })),
  };
}

function nameRun({ config, status }: RecordedRun) {
  const step = 'step' in status ? { step: status.step } : {};
  return { run: config.runId, state: status.state, ...step };
}
