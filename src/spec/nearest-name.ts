import { closest, distance } from 'fastest-levenshtein';

/** The valid name that was probably meant, if one is near enough to be a slip of the fingers. */
export function nearestName(found: string, valid: readonly string[]): string | undefined {
  if (valid.length === 0) return undefined;
  const lower = found.toLowerCase();
  const near = closest(
    lower,
    valid.map((name) => name.toLowerCase()),
  );
  const name = valid.find((candidate) => candidate.toLowerCase() === near);
  const allowed = found.length < 4 ? 1 : Math.max(2, Math.floor(found.length / 3));
  return distance(lower, near) <= allowed ? name : undefined;
}
