import { closest, distance } from 'fastest-levenshtein';
import { explainAbsence } from './absences';
import { translateName } from './synonyms';

/**
 * The valid name that was probably meant: by another tool's word, or by a slip of the fingers. Words
 * that mean something else in the field are no slips.
 */
export function nearestName(found: string, valid: readonly string[]): string | undefined {
  if (valid.length === 0 || found === '') return undefined;
  const translated = translateName(found, valid);
  if (translated !== undefined) return translated;
  const lower = found.toLowerCase();
  const same = valid.find((name) => name.toLowerCase() === lower);
  if (same !== undefined) return same;
  if (explainAbsence(found) !== undefined) return undefined;
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

/**
 * Asks whether the valid name was meant that is nearest, if one is near: the one place that does.
 *
 * @param mark what names are put between; nothing for words of the command line.
 */
export function askMeant(
  found: string,
  valid: readonly string[],
  mark: '`' | '' = '`',
): string | undefined {
  const near = nearestName(found, valid);
  return near === undefined ? undefined : askName(near, mark);
}

/** Asks whether a name was meant. */
export function askName(name: string, mark: '`' | '' = '`'): string {
  return `Did you mean ${mark}${name}${mark}?`;
}

/** Two slips make another word of a short one. */
function allowedDistance(text: string): number {
  if (text.length < 5) return 1;
  return Math.max(2, Math.floor(text.length / 3));
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
