/*
 * Other tools describe what is to be tried as ranges to draw from and lists to choose from: Hydra,
 * W&B, Optuna, Ray Tune, Keras Tuner, NNI. An axis is a list of values; these are the lists that come
 * nearest.
 */
import { isMapping, type Mapping } from '../settings-path';
import type { DistributionSpec } from './sample-schema';

/** The values that come nearest to a search space. */
export interface SearchSpace {
  readonly values: readonly unknown[];
  /** What draws from it as `sample` has it; a range, of which the values are only examples, has no other. */
  readonly distribution: DistributionSpec;
}

/** Reads what another tool's search space stands for, if something is one. */
export function readSearchSpace(found: unknown): SearchSpace | undefined {
  if (typeof found === 'string') return readCall(found.trim()) ?? readShorthand(found.trim());
  return isMapping(found) ? readMapping(found) : undefined;
}

function listOf(values: readonly unknown[]): SearchSpace {
  return { values, distribution: { choice: values as DistributionSpec['choice'] } };
}

const listKeys = ['values', 'choices', 'choice', 'options', 'grid', 'grid_search', '_value'];
const lowKeys = ['min', 'low', 'lower', 'from', 'start', 'min_value', 'minimum'];
const highKeys = ['max', 'high', 'upper', 'to', 'stop', 'end', 'max_value', 'maximum'];
/** Names of what is drawn from, whatever stands around them: `tune.qloguniform`. */
const drawn = /uniform|interval|range|space|between|float|int\b|randint|quniform/i;
const chosen = /choice|categorical|grid_?search|values|options|sample/i;

function readMapping(found: Mapping): SearchSpace | undefined {
  const of = (keys: readonly string[]): unknown =>
    keys.map((key) => found[key]).find((value) => value !== undefined);
  const isLog = /log/i.test(JSON.stringify(found));
  const [low, high] = [of(lowKeys), of(highKeys)];
  if (typeof low === 'number' && typeof high === 'number') {
    return spread(low, high, { isLog, step: found['step'] });
  }
  const list = of(listKeys);
  if (Array.isArray(list)) return listOf(list);
  const [only, ...others] = Object.entries(found);
  if (only === undefined) return undefined;
  const [key, value] = only;
  if (others.length === 0 && Array.isArray(value) && drawn.test(key)) {
    return readArguments(key, value, {});
  }
  // `{ adam, sgd }`: braces where brackets are meant.
  const names = Object.keys(found);
  return names.length > 1 && Object.values(found).every((inner) => inner === null)
    ? listOf(names)
    : undefined;
}

/** `choice(adam, sgd)`, `tune.loguniform(1e-4, 1e-1)`, `tag(log, interval(1e-4, 1))`. */
function readCall(text: string): SearchSpace | undefined {
  const [, name, inside] = /^([A-Za-z_][\w.]*)\((.*)\)$/s.exec(text) ?? [];
  if (name === undefined || inside === undefined) return undefined;
  const inner = /[A-Za-z_][\w.]*\([^()]*\)/.exec(inside);
  if (inner !== null) return readCall(/log/i.test(text) ? `log${inner[0]}` : inner[0]);
  const list = /\[(.*)\]/s.exec(inside)?.[1];
  if (list !== undefined) return listOf(list.split(',').map(readScalar));
  const parts = inside.split(',').map((part) => part.trim());
  const named = parts.filter((part) => part.includes('='));
  const plain = parts.filter((part) => !part.includes('=') && part !== '').map(readScalar);
  const isLog = named.some((part) => /^(log|sampling)\s*=\s*['"]?(True|true|log)/.test(part));
  const step = named
    .map((part) => Number(/^step\s*=\s*(.+)$/.exec(part)?.[1]))
    .find(Number.isFinite);
  return readArguments(name, plain, { isLog, step });
}

function readArguments(
  name: string,
  values: readonly unknown[],
  { isLog = false, step }: { readonly isLog?: boolean; readonly step?: unknown },
): SearchSpace | undefined {
  if (chosen.test(name)) return listOf(values);
  if (!drawn.test(name)) return undefined;
  const [low, high, third] = values.filter((value) => typeof value === 'number');
  if (low === undefined || high === undefined) return undefined;
  // NumPy's logspace takes exponents.
  if (/logspace/i.test(name)) return spread(10 ** low, 10 ** high, { isLog: true });
  const isStep = /range$/i.test(name) && third !== undefined;
  return spread(low, high, { isLog: isLog || /log/i.test(name), step: isStep ? third : step });
}

/** `1e-4..1e-2`, `1 to 10`, `adam, sgd`. */
function readShorthand(text: string): SearchSpace | undefined {
  const [, low, high] =
    /^(-?[\d.e+-]*\d)\s*(?:\.\.\.?|to|–)\s*(-?[\d.][\d.e+-]*)$/i.exec(text) ?? [];
  if (low !== undefined && high !== undefined) return spread(Number(low), Number(high), {});
  const parts = text.split(',').map((part) => part.trim());
  const isList = parts.length > 1 && parts.every((part) => /^[\w.+-]+$/.test(part));
  return isList ? listOf(parts.map(readScalar)) : undefined;
}

function readScalar(text: string): unknown {
  const plain = text.trim().replaceAll(/^['"]|['"]$/g, '');
  return plain !== '' && Number.isFinite(Number(plain)) ? Number(plain) : plain;
}

const mostValues = 5;

/** A few values from one bound to the other: at even steps, or at even ratios over decades. */
function spread(
  from: number,
  to: number,
  { isLog = false, step }: { readonly isLog?: boolean; readonly step?: unknown },
): SearchSpace | undefined {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  if (!Number.isFinite(low) || !Number.isFinite(high) || low === high) return undefined;
  const areWhole = Number.isInteger(low) && Number.isInteger(high) && high - low > 1;
  if (typeof step === 'number' && step > 0 && (high - low) / step < mostValues) {
    const count = Math.floor((high - low) / step + 1e-9) + 1;
    return {
      values: Array.from({ length: count }, (_, at) => round(low + at * step)),
      distribution: areWhole ? { intUniform: [low, high] } : { uniform: [low, high] },
    };
  }
  const isWide = low > 0 && high / low >= 100;
  const isGeometric = low > 0 && (isLog || isWide);
  const decades = isGeometric ? Math.round(Math.log10(high / low)) : 2;
  const intervals = Math.min(mostValues - 1, Math.max(2, decades));
  const values = Array.from({ length: intervals + 1 }, (_, index) => {
    const share = index / intervals;
    return isGeometric ? low * (high / low) ** share : low + (high - low) * share;
  });
  const rounded = values.map((value) => (areWhole ? Math.round(value) : round(value)));
  return {
    values: [...new Set(rounded)],
    distribution: isGeometric
      ? { logUniform: [low, high] }
      : areWhole
        ? { intUniform: [low, high] }
        : { uniform: [low, high] },
  };
}

/** Two digits say enough of an example. */
function round(value: number): number {
  return Number(value.toPrecision(2));
}
