import { closest, distance } from 'fastest-levenshtein';
import { translateName } from './synonyms';

/** The valid name that was probably meant: by another tool's word, or by a slip of the fingers. */
export function nearestName(found: string, valid: readonly string[]): string | undefined {
  if (valid.length === 0 || found === '') return undefined;
  const translated = translateName(found, valid);
  if (translated !== undefined) return translated;
  const lower = found.toLowerCase();
  const near = closest(
    lower,
    valid.map((name) => name.toLowerCase()),
  );
  const isNear =
    distance(lower, near) <= allowedDistance(lower) ||
    // Letters in the wrong order count double.
    (distance(lower, near) <= 2 && sortLetters(lower) === sortLetters(near));
  const name = valid.find((candidate) => candidate.toLowerCase() === near);
  return isNear ? name : (findEnded(lower, valid) ?? findBegun(lower, valid));
}

function allowedDistance(text: string): number {
  return text.length < 4 ? 1 : Math.max(2, Math.floor(text.length / 3));
}

function sortLetters(text: string): string {
  return [...text].sort().join('');
}

/** The only path that ends so: `model.activation` for `activation`. */
function findEnded(end: string, valid: readonly string[]): string | undefined {
  const ended = valid.filter((name) => name.toLowerCase().endsWith(`.${end}`));
  return ended.length === 1 ? ended[0] : undefined;
}

/** The only name that begins so: `max` for `maximize`. */
function findBegun(begin: string, valid: readonly string[]): string | undefined {
  const begun = valid.filter((name) => name.toLowerCase().startsWith(begin));
  return begin.length >= 3 && begun.length === 1 ? begun[0] : undefined;
}
