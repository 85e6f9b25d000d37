import type { ClaimResult } from '../../analysis/claims/claim-result';
import { describeEvidence } from '../../analysis/claims/describe-claim';
import { resultColors as colors } from '../output/colors';
import { findWidth } from '../output/terminal';
import { wrapIndented } from '../output/wrap-words';

const width = Math.max(...['supported', 'refuted', 'inconclusive'].map(({ length }) => length));

const indent = ' '.repeat(width + 2);

/** The claims of an experiment, each with its verdict and its evidence. */
export function formatClaims(claims: readonly ClaimResult[]): string {
  return claims
    .flatMap((claim) => [
      `${formatVerdict(claim.verdict)}  ${claim.text}`,
      colors.dim(wrapIndented(describeEvidence(claim), indent, findWidth(process.stdout))),
    ])
    .join('\n');
}

function formatVerdict(verdict: ClaimResult['verdict']): string {
  const text = verdict.padEnd(width);
  switch (verdict) {
    case 'supported':
      return colors.green(text);
    case 'refuted':
      return colors.red(text);
    case 'inconclusive':
      return colors.yellow(text);
  }
}
