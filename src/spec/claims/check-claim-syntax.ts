import { ownValue } from '../settings-path';
import type { SpecProblem } from '../spec-problem';
import type { SpecSource } from '../spec-source';
import type { ClaimFault } from './claim';
import { parseClaim } from './parse-claim';

/** Checks the grammar of every claim of a spec that may be wrong elsewhere. */
export function checkClaimSyntax(source: SpecSource): SpecProblem[] {
  const claims = ownValue(source.raw, 'claims');
  if (!Array.isArray(claims)) return [];
  return claims.flatMap((text: unknown, index) => {
    if (typeof text !== 'string') return [];
    const parsing = parseClaim(text);
    return parsing.ok ? [] : [locateClaimFault(parsing.fault, text, index, source)];
  });
}

/** A fault at its very place where the claim stands on one line, else at the claim's beginning. */
export function locateClaimFault(
  { offset, message, hint }: ClaimFault,
  text: string,
  index: number,
  source: SpecSource,
): SpecProblem {
  const place = source.locate(['claims', index]);
  const start = place.excerpt?.indexOf(text, (place.column ?? 1) - 1) ?? -1;
  return {
    ...place,
    ...(start >= 0 ? { column: start + offset + 1 } : {}),
    message: `in the claim: ${message}`,
    hint,
  };
}
