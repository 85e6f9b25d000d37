import { type Document, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { SpecProblem } from './spec-problem';

/** The way to a value: keys and indices from the top. */
export type SpecPath = readonly (string | number)[];

/** A YAML text that was read, with the place of everything in it. */
export interface YamlSource {
  readonly fileName: string;
  /** The plain value. */
  readonly value: unknown;
  /**
   * The place of a value, or of the nearest thing around it that was written.
   *
   * @param part whether the place of the key is meant or that of the value behind it.
   */
  locate(path: SpecPath, part?: 'key' | 'value'): { line: number; column: number };
}

/** A source, or what is wrong with the text. */
export type YamlParsing =
  | { readonly ok: true; readonly source: YamlSource }
  | { readonly ok: false; readonly problems: readonly SpecProblem[] };

/** Specs are small; anything larger is some other file. */
const maxCharacters = 1_000_000;

/** Parses YAML 1.2; the top has to be a mapping. */
export function parseYaml(text: string, fileName: string): YamlParsing {
  const fail = (message: string, hint?: string): YamlParsing => ({
    ok: false,
    problems: [
      { source: fileName, line: 1, column: 1, message, ...(hint === undefined ? {} : { hint }) },
    ],
  });
  if (text.length > maxCharacters) return fail('the file is too large for a spec (over 1 MB)');
  if (text.includes('\u0000') || text.includes('\ufffd')) return fail('the file is not UTF-8 text');

  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (document.errors.length > 0) {
    return {
      ok: false,
      problems: document.errors.map(({ message, pos }) => ({
        source: fileName,
        ...place(pos[0]),
        message: `not valid YAML: ${message.split('\n')[0]}`,
      })),
    };
  }
  if (!isMap(document.contents)) {
    return fail(
      document.contents === null ? 'the file is empty' : 'a spec is a mapping of keys to values',
      'A spec begins with `name:`, `dataset:`, `model:` and `optimizer:`; see experiments/.',
    );
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return fail(`not valid YAML: ${(error as Error).message}`);
  }
  return {
    ok: true,
    source: {
      fileName,
      value,
      locate: (path, part = 'value') => place(findOffset(document, path, part)),
    },
  };
}

/** Walks down as far as the path was written. */
function findOffset(document: Document, path: SpecPath, part: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const [depth, key] of path.entries()) {
    const isLast = depth === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key),
      );
      if (pair === undefined) return offset;
      const keyOffset = startOf(pair.key) ?? offset;
      const valueOffset = startOf(pair.value) ?? keyOffset;
      offset = isLast && part === 'key' ? keyOffset : valueOffset;
      node = pair.value;
    } else if (isSeq(node) && typeof key === 'number') {
      node = node.items[key];
      offset = startOf(node) ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  const range = (node as { range?: readonly number[] | null } | null)?.range;
  return range?.[0];
}
