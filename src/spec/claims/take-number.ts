import type { ClaimScanner } from './claim-scanner';

const pattern = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?%?/y;

/** Takes a number without a sign, if one comes next; `1%` is 0.01. */
export function takeNumber(scanner: ClaimScanner): number | undefined {
  scanner.skipSpace();
  const digits = scanner.match(pattern);
  if (digits === undefined) return undefined;
  return digits.endsWith('%') ? Number(digits.slice(0, -1)) / 100 : Number(digits);
}
