import type { Combination } from './expand-grid';
import type { JsonValue } from './run-config';

/** Short forms of the settings that axes set most. */
const shortNames: Readonly<Record<string, string>> = {
  learningRate: 'lr',
  batchSize: 'batch',
  momentum: 'mom',
  hidden: 'h',
  activation: '',
  initializer: '',
  optimizer: '',
  dataset: '',
  schedule: '',
  type: '',
  name: '',
};

/** Trials of a grid without axes. */
const onlyTrial = 'base';

const maxLength = 100;

/**
 * Names a trial after the values of its axes: `adam-lr1e-4_glorotUniform`. The name depends on the
 * trial's own values only, so that a grid may grow without renaming what is there; it holds letters,
 * digits, `.`, `-` and `_`, which every file system and shell takes as they are.
 */
export function nameTrial(combination: Combination): string {
  const name = combination.map(({ axis, value }) => nameValue(axis, value)).join('_');
  const safe = name.replaceAll(/[^A-Za-z0-9._-]+/g, '-').replaceAll(/^[-._]+|[-._]+$/g, '');
  return safe.slice(0, maxLength) || onlyTrial;
}

function nameValue(axis: string, value: JsonValue): string {
  const key = axis.split('.').at(-1) ?? axis;
  return `${shortNames[key] ?? key}${formatValue(value)}`;
}

/** A value as part of a name: objects by what names them, then by their other settings. */
function formatValue(value: JsonValue): string {
  if (Array.isArray(value)) return value.map(formatValue).join('-');
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, inner]) => `${shortNames[key] ?? key}${formatValue(inner)}`)
    .join('-');
}

/** `0.0001` as `1e-4`: short, and the way people write learning rates. */
function formatNumber(value: number): string {
  const plain = String(value);
  const scientific = value.toExponential().replace('e+', 'e');
  return scientific.length < plain.length ? scientific : plain;
}
