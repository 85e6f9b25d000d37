import { textWidth } from './wrap-words';

/** A part of a line; those worth least are left out first. */
export interface LinePart {
  readonly text: string;
  readonly worth: number;
}

/** Names are not made shorter than this for the sake of other parts. */
export const leastName = 12;

/**
 * Sets a name and the parts behind it in a line narrower than `columns`: parts are left out, and at
 * last the name is shortened.
 */
export function fitLine(
  name: string,
  nameWidth: number,
  parts: readonly LinePart[],
  columns = Number.POSITIVE_INFINITY,
): string {
  const join = (kept: readonly LinePart[], width: number): string =>
    [shorten(name, width).padEnd(width), ...kept.map(({ text }) => text)].join('  ');
  let kept = parts.filter(({ text }) => text !== '');
  while (kept.length > 0 && textWidth(join(kept, nameWidth)) >= columns) {
    const least = Math.min(...kept.map(({ worth }) => worth));
    kept = kept.filter(({ worth }) => worth !== least);
  }
  return join(kept, Math.min(nameWidth, columns - 1));
}

/** A name in the given room: its beginning and its end, which tells the seed. */
function shorten(name: string, width: number): string {
  if (name.length <= width) return name;
  const end = Math.min(6, Math.floor((width - 1) / 2));
  return `${name.slice(0, Math.max(0, width - 1 - end))}…${name.slice(name.length - end)}`;
}
