import { isMapping } from '../settings-path';
import type { SpecPath } from '../yaml/yaml-source';

/** A path as specs write it: `grid.optimizer[1].type`. */
export function formatPath(path: SpecPath): string {
  if (path.length === 0) return 'the spec';
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  return `\`${text.replace(/^\./, '')}\``;
}

const maxLength = 60;

/** What was found, as the rest of a sentence: `is 1.5`, `is missing`. */
export function describeFound(found: unknown): string {
  if (found === undefined) return 'is missing';
  if (found === null) return 'is empty';
  if (Array.isArray(found) && found.length === 0) return 'is an empty list';
  if (typeof found === 'object' && !Array.isArray(found)) return 'is a mapping';
  const text = Array.isArray(found)
    ? formatYaml(found)
    : typeof found === 'number'
      ? String(found)
      : JSON.stringify(found);
  return `is ${text.length > maxLength ? `${text.slice(0, maxLength - 3)}...` : text}`;
}

/** A value on one line of YAML: `[1e-4, 1e-3]`, `{ type: adam, learningRate: 0.1 }`. */
export function formatYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(formatYaml).join(', ')}]`;
  if (isMapping(value)) {
    const members = Object.entries(value).map(([key, inner]) => `${key}: ${formatYaml(inner)}`);
    return `{ ${members.join(', ')} }`;
  }
  if (typeof value === 'number') return formatNumber(value);
  const isPlain = typeof value === 'string' && /^[A-Za-z][\w./-]*$/.test(value);
  return isPlain ? value : JSON.stringify(value);
}

/** A value in a sentence: as YAML, but texts always in quotes. */
export function showValue(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : formatYaml(value);
}

/** Small numbers the way that learning rates are written: `1e-4`. */
function formatNumber(value: number): string {
  const isSmall = value !== 0 && Math.abs(value) <= 0.001;
  return isSmall ? value.toExponential() : String(value);
}

const typeNames: ReadonlyMap<string, string> = new Map([
  ['object', 'a mapping'],
  ['record', 'a mapping'],
  ['array', 'a list'],
  ['tuple', 'a list'],
  ['string', 'a text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
]);

/** The type that a schema takes, in the words of YAML. */
export function describeType(expected: string): string {
  return typeNames.get(expected) ?? expected;
}

/** Alternatives: `adam, sgd or a mapping`. */
export function formatChoice(choices: readonly string[]): string {
  const last = choices.at(-1) ?? 'something else';
  return choices.length < 2 ? last : `${choices.slice(0, -1).join(', ')} or ${last}`;
}

/** What may be done about a value of the wrong type that looks like the right one. */
export function hintForType(found: unknown, expected: string): string | undefined {
  if (found === null) return 'Write its value behind the colon, or leave the key out.';
  const wantsNumber = expected === 'number' || expected === 'int';
  if (wantsNumber && typeof found === 'string' && found.trim() !== '') {
    if (Number.isFinite(Number(found))) return 'Leave out the quotes.';
    const plain = found.replaceAll('_', '');
    if (Number.isFinite(Number(plain))) return `Write ${plain}.`;
    const [, percent] = /^([\d.]+)\s*%$/.exec(found) ?? [];
    if (percent !== undefined) return `Write ${Number(percent) / 100}.`;
  }
  const isScalar = ['string', 'number', 'boolean'].includes(typeof found);
  if (expected === 'array' && isScalar) return `Write a list: [${formatYaml(found)}].`;
  if (expected === 'array' && isMapping(found)) return 'Write a list: put it in [ ].';
  const isOdd = typeof found === 'number' && !Number.isFinite(found);
  if (expected === 'string' && isScalar && !isOdd) return 'Put it in quotes.';
  if (expected === 'boolean' && /^(yes|on)$/i.test(String(found))) return 'Write true.';
  if (expected === 'boolean' && /^(no|off)$/i.test(String(found))) return 'Write false.';
  return undefined;
}
