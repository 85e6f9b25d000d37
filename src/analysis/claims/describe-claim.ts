import { describeMissing } from '../comparison/describe-shortfall';
import { formatAxisValue } from '../comparison/format-axis-value';
import type { ClaimForValue, ClaimResult, TunedBasis } from './claim-result';
import { pOf } from './claim-test';

/** The evidence for or against a claim, in one sentence. */
export function describeEvidence(result: ClaimResult): string {
  const { failures, remark, verdict, outlook, values, tuned, adjusted, test, missing } = result;
  const isTested = pOf(test) < 1;
  const parts = [
    ...(values === undefined ? [] : [describeValues(values)]),
    describeSides(result),
    failures,
    tuned === undefined ? undefined : describeTuned(tuned),
    remark,
    verdict === 'inconclusive' ? outlook : undefined,
    adjusted === undefined || !isTested
      ? undefined
      : `adjusted p ${formatP(adjusted.p)} (Holm: ${adjusted.claimCount} claims, held to 5 % together)`,
    missing.length > 0 ? `without a result: ${describeMissing(missing)}` : undefined,
  ];
  return parts.filter((part) => part !== undefined).join('; ');
}

function describeSides({ sides, interval, seeds, tuned }: ClaimResult): string | undefined {
  if (sides === undefined) return undefined;
  const { left, right } = sides;
  const spread =
    interval === undefined
      ? ''
      : `, 95 % interval ${formatNumber(interval.low)} to ${formatNumber(interval.high)}`;
  const kind = tuned?.isFresh === true ? 'fresh ' : '';
  const count = `${seeds.length} ${kind}${seeds.length === 1 ? 'seed' : 'seeds'}`;
  return `${formatNumber(left)} against ${formatNumber(right)} over ${count}: difference ${formatNumber(left - right)}${spread}`;
}

/** How the claim stands for each value, which all share one statement. */
function describeValues(values: readonly ClaimForValue[]): string {
  const holding = values.filter(({ verdict }) => verdict === 'supported').length;
  const each = values.map((one) => {
    const difference =
      one.sides === undefined ? '' : ` (${formatNumber(one.sides.left - one.sides.right)})`;
    const why = one.sides === undefined && one.remark !== undefined ? ` (${one.remark})` : '';
    return `${formatAxisValue(one.value)} ${one.verdict}${difference}${why}`;
  });
  return `by themselves ${holding} of ${values.length} supported: ${each.join(', ')}; together by partial conjunction`;
}

function describeTuned({ choices, isFresh, isToConfirm }: TunedBasis): string {
  const chosen = choices.map(({ trial, trialCount }) => `${trial ?? 'none'} of ${trialCount}`);
  const list = `chosen: ${[...new Set(chosen)].join(', ')}`;
  if (isFresh) return list;
  const missing = isToConfirm
    ? 'what it is about has not run on fresh seeds'
    : '`confirm: { seeds: 10 }` measures on fresh ones';
  return `${list}, and measured on the seeds that it was chosen by: ${missing}`;
}

function formatP(p: number): string {
  return p < 0.001 ? 'below 0.001' : String(Number(p.toPrecision(2)));
}

/** Four significant digits. */
function formatNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}
