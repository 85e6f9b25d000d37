import { describeMissing } from '../comparison/describe-shortfall';
import type { ClaimResult } from './evaluate-claim';

/** The evidence for or against a claim, in one sentence. */
export function describeEvidence(result: ClaimResult): string {
  const { sides, interval, seeds, remark, failures, missing } = result;
  const parts: string[] = [];
  if (sides !== undefined) {
    const { left, right } = sides;
    const spread =
      interval === undefined
        ? ''
        : `, 95 % interval ${formatNumber(interval.low)} to ${formatNumber(interval.high)}`;
    const count = `${seeds.length} ${seeds.length === 1 ? 'seed' : 'seeds'}`;
    parts.push(
      `${formatNumber(left)} against ${formatNumber(right)} over ${count}: difference ${formatNumber(left - right)}${spread}`,
    );
  }
  if (failures !== undefined) parts.push(failures);
  if (remark !== undefined) parts.push(remark);
  if (missing.length > 0) parts.push(`without a result: ${describeMissing(missing)}`);
  return parts.join('; ');
}

/** Four significant digits. */
function formatNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}
