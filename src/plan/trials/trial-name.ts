import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Combination } from '../../spec/axes/combination';
import { moduleKey } from '../../spec/own-code/own-code';
import { formatStableJson } from '../../util/stable-json';

/** Short forms of the settings that axes set most. */
const shortNames: ReadonlyMap<string, string> = new Map([
  ['learningRate', 'lr'],
  ['batchSize', 'batch'],
  ['hidden', 'h'],
  ['activation', ''],
  ['initializer', ''],
  ['optimizer', ''],
  ['dataset', ''],
  ['model', ''],
  ['schedule', ''],
  ['loss', ''],
  ['engine', ''],
  ['type', ''],
  ['name', ''],
  [moduleKey, ''],
]);

/** Trials of a grid without axes. */
const onlyTrial = 'base';

/** With the seed and the names that files get, what every file system takes. */
const maxLength = 80;

/**
 * Names a trial after the values of its axes: `adam-lr1e-4_glorotUniform`. The name depends on the
 * trial's own values only, so that a grid may grow without renaming what is there; it holds letters,
 * digits, `.`, `-` and `_`, which every file system and shell takes as they are. A name that can't
 * say all ends in a digest of the values.
 */
export function nameTrial(combination: Combination): string {
  const name = combination.map(({ axis, value }) => nameValue(axis, value)).join('_');
  const safe = name.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replaceAll(/^[-._]+|[-._]+$/g, '');
  if (safe === name && safe.length <= maxLength) return safe === '' ? onlyTrial : safe;
  const digest = digestOf(combination);
  return `${safe.slice(0, maxLength - digest.length - 1)}-${digest}`.replace(/^[-._]+/, '');
}

/** Names of trials; those that differ in nothing that names show get a digest of their values. */
export function nameTrials(combinations: readonly Combination[]): string[] {
  const names = combinations.map(nameTrial);
  const counts = new Map<string, number>();
  // Some file systems do not tell upper from lower case.
  for (const name of names) {
    counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
  }
  return combinations.map((combination, index) => {
    const name = names[index] ?? '';
    return counts.get(name.toLowerCase()) === 1 ? name : `${name}-${digestOf(combination)}`;
  });
}

function digestOf(combination: Combination): string {
  const values = combination.map(({ axis, value }) => [axis, value]);
  return createHash('sha256').update(formatStableJson(values)).digest('hex').slice(0, 8);
}

function nameValue(axis: string, value: unknown): string {
  // An index says nothing without the list that it is of: `hidden0`.
  const [key = axis] = /[^.]*(?:\.\d+)*$/.exec(axis) ?? [];
  return joinKey(key.replaceAll('.', ''), value);
}

/** `lr1e-4`, `nesterov-true`, `beta1-0.9`: a number needs no hyphen behind a letter. */
function joinKey(key: string, value: unknown): string {
  const name = shortNames.get(key) ?? key;
  const text = formatValue(value);
  return name === '' || (/^\d/.test(text) && /[A-Za-z]$/.test(name))
    ? `${name}${text}`
    : `${name}-${text}`;
}

/** A value as part of a name: objects by what names them, then by their other settings. */
function formatValue(value: unknown): string {
  if (typeof value === 'number') return formatNumber(value);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(formatValue).join('-');
  if (typeof value !== 'object' || value === null) return String(value);
  const isKind = (key: string): boolean => key === 'type' || key === 'name' || key === moduleKey;
  return Object.entries(value)
    .sort(([a], [b]) => Number(isKind(b)) - Number(isKind(a)))
    .map(([key, inner]) => joinKey(key, key === moduleKey ? nameOfFile(String(inner)) : inner))
    .join('-');
}

/** `swish` of `./own/swish.ts` */
function nameOfFile(file: string): string {
  return path.posix.parse(file.replaceAll('\\', '/')).name;
}

/** `0.0001` as `1e-4`: short, and the way people write learning rates; `1000` as it is. */
function formatNumber(value: number): string {
  const plain = String(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return plain;
  const scientific = value.toExponential().replace('e+', 'e');
  return scientific.length < plain.length ? scientific : plain;
}
