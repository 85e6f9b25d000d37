import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type YAMLError,
} from 'yaml';
import type { SpecPlace, SpecProblem } from '../spec-problem';
import {
  checkYamlNodes,
  explainYamlError,
  isTooDeep,
  tooDeep,
  type YamlFault,
} from './explain-yaml-error';
import { LineTable } from './line-table';

/** The way to a value: keys and indices from the top. */
export type SpecPath = readonly (string | number)[];

/** A YAML text that was read, with the place of everything in it. */
export interface YamlSource {
  readonly fileName: string;
  /** The plain value. */
  readonly value: { readonly [key: string]: unknown };
  /**
   * The place of a value, or of the nearest thing around it that was written.
   *
   * @param part whether the place of the key is meant or that of the value behind it.
   */
  locate(path: SpecPath, part?: 'key' | 'value'): SpecPlace;
}

/** A source, or what is wrong with the text. */
export type YamlParsing =
  | { readonly ok: true; readonly source: YamlSource }
  | { readonly ok: false; readonly problems: readonly SpecProblem[] };

/** Specs are small; anything larger is some other file. */
const maxCharacters = 250_000;

/** One fault of syntax brings others with it; the first ones say enough. */
const maxFaults = 5;

/** Parses YAML 1.2; the top has to be a mapping. */
export function parseYaml(text: string, fileName: string): YamlParsing {
  // Neither a byte order mark nor bare carriage returns (old Mac files) shift any place.
  const clean = text.replace(/^\ufeff/, '').replaceAll(/\r(?!\n)/g, '\n');
  const lines = new LineTable(clean);
  const place = (offset: number): SpecPlace => ({ source: fileName, ...lines.locate(offset) });
  const fail = (faults: readonly YamlFault[]): YamlParsing => ({
    ok: false,
    problems: faults
      .slice(0, maxFaults)
      .map(({ offset, ...fault }) => ({ ...place(offset), ...fault })),
  });

  if (clean.length > maxCharacters) {
    return fail([{ offset: 0, message: 'the file is too large for a spec (over 250 kB)' }]);
  }
  const binary = ['\0', '\ufffd'].map((sign) => clean.indexOf(sign)).filter((at) => at >= 0);
  if (binary.length > 0) {
    return fail([{ offset: Math.min(...binary), message: 'the file is not UTF-8 text' }]);
  }
  try {
    if (isTooDeep(clean)) return fail([tooDeep]);
    const document = parseDocument(clean, { prettyErrors: false, merge: true });
    const errors = [...document.errors, ...document.warnings];
    // What follows a tab is read as something that nobody wrote.
    const tabs = errors.filter(({ code }) => code === 'TAB_AS_INDENT');
    const told = tabs.length > 0 ? tabs : dropFollowers(errors);
    if (told.length > 0) return fail(told.map((error) => explainYamlError(error, clean)));
    if (!isMap(document.contents)) {
      const isEmpty = document.contents === null;
      const message = isEmpty ? 'the file is empty' : 'a spec is a mapping of keys to values';
      return fail([{ offset: document.contents?.range?.[0] ?? 0, message, hint: howSpecsBegin }]);
    }
    const nodeFaults = checkYamlNodes(document);
    if (nodeFaults.length > 0) return fail(nodeFaults);
    const value = document.toJS({ maxAliasCount: 100 }) as YamlSource['value'];
    const locate = (path: SpecPath, part: 'key' | 'value' = 'value') =>
      place(findOffset(document, path, part));
    return { ok: true, source: { fileName, value, locate } };
  } catch (error) {
    return fail([explainThrown(error)]);
  }
}

/**
 * Parses one value written in YAML, as the command line gives it: `1e-3`, `[relu, tanh]`,
 * `{ type: sgd }`.
 */
export function parseYamlValue(
  text: string,
):
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string } {
  try {
    if (isTooDeep(text)) return { ok: false, message: tooDeep.message };
    const document = parseDocument(text, { prettyErrors: false, merge: true });
    const [error] = [...document.errors, ...document.warnings];
    const fault = error === undefined ? checkYamlNodes(document)[0] : explainYamlError(error, text);
    if (fault !== undefined) return { ok: false, message: fault.message };
    return { ok: true, value: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    return { ok: false, message: explainThrown(error).message };
  }
}

/** Behind a bracket that is not closed, all others around it seem to be open as well. */
function dropFollowers(errors: readonly YAMLError[]): readonly YAMLError[] {
  const isUnclosed = ({ message }: YAMLError): boolean => / end with a [\]}]/.test(message);
  const first = errors.findIndex(isUnclosed);
  return first < 0 ? errors : errors.filter((error, at) => at <= first || !isUnclosed(error));
}

const howSpecsBegin =
  'A spec begins with `name:`, `dataset:`, `model:` and `optimizer:`; see experiments/.';

/** The parser throws where indentation or aliases go beyond all bounds. */
function explainThrown(error: unknown): YamlFault {
  if (error instanceof RangeError) return tooDeep;
  if (error instanceof ReferenceError) {
    return { offset: 0, message: 'aliases repeat too much', hint: 'Write the values out.' };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { offset: 0, message: `not valid YAML: ${reason}` };
}

/** Walks down as far as the path was written; an alias is the place of all that it stands for. */
function findOffset(document: Document, path: SpecPath, part: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, key] of path.entries()) {
    const isLast = depth === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isScalar(item.key) && String(item.key.value) === String(key),
      );
      if (pair === undefined) return offset;
      const keyOffset = startOf(pair.key) ?? offset;
      const valueOffset = isEmptyNode(pair.value) ? keyOffset : (startOf(pair.value) ?? keyOffset);
      offset = isLast && part === 'key' ? keyOffset : valueOffset;
      node = pair.value;
    } else if (isSeq(node) && typeof key === 'number') {
      node = node.items[key];
      offset = startOf(node) ?? offset;
    } else {
      return offset;
    }
    if (isAlias(node)) return offset;
  }
  return offset;
}

/** Whether a value was left out (`optimizer:`): its place is then behind the end of the line. */
function isEmptyNode(node: unknown): boolean {
  return isScalar(node) && node.value === null && (node.source ?? '') === '';
}

function startOf(node: unknown): number | undefined {
  const range = (node as { range?: readonly number[] | null } | null)?.range;
  return range?.[0];
}
