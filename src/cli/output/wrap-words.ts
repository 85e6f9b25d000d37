import { stripVTControlCharacters } from 'node:util';

/** Something in parentheses up to this stays together: an interval. */
const longestGroup = 30;

/** Columns that a text takes, without what only colors it. */
export function textWidth(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}

/** What is not broken: words, short groups in parentheses, and `n = 5`. */
function splitWords(line: string): string[] {
  const [indent = ''] = /^ */.exec(line) ?? [];
  const words = line.match(/\([^()]*\)\S*|\S+ = \S+|\S+/g) ?? [];
  const kept = words.flatMap((word) => (word.length > longestGroup ? word.split(/ +/) : [word]));
  return kept.map((word, index) => (index === 0 ? indent + word : word));
}

/** Columns of the longest word of a text: it can't be set narrower. */
export function longestWord(text: string): number {
  return Math.max(0, ...text.split('\n').flatMap(splitWords).map(textWidth));
}

/**
 * Sets a text in lines of a width. It is broken between words only: a word or a number that is
 * longer than the width stands out.
 */
export function wrapWords(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => {
    if (textWidth(line) <= width) return [line];
    const lines: string[] = [];
    for (const word of splitWords(line)) {
      const last = lines.at(-1);
      const isRoom = last !== undefined && textWidth(last) + 1 + textWidth(word) <= width;
      if (isRoom) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
    }
    return lines;
  });
}

/** Sets a text like `wrapWords`, each line behind an indent; as it is where there is no width. */
export function wrapIndented(text: string, indent: string, width: number | undefined): string {
  const lines = width === undefined ? text.split('\n') : wrapWords(text, width - textWidth(indent));
  return lines.map((line) => indent + line).join('\n');
}
