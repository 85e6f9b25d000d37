/*
 * Axes and `--set` name settings by their path: `optimizer.learningRate`. Paths are applied to the
 * spec as it was written, before defaults, so that whatever they do is checked like the rest.
 */
import type { SpecPath } from './yaml/yaml-source';

/** What names the kind of a setting that may be written short: `optimizer: adam`. */
const kindKeys: ReadonlyMap<string, string> = new Map([
  ['dataset', 'name'],
  ['model', 'type'],
  ['loss', 'type'],
  ['optimizer', 'type'],
  ['schedule', 'type'],
  ['activation', 'type'],
  ['initializer', 'type'],
  ['biasInitializer', 'type'],
  ['outputInitializer', 'type'],
]);

/** The key that says which kind a setting is, for settings that may be written short. */
export function kindKeyOf(setting: string): string | undefined {
  return kindKeys.get(setting);
}

/** A mapping, as YAML and JSON give it. */
export type Mapping = { readonly [key: string]: unknown };

/** Whether a value is a mapping. */
export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a key that the mapping has itself: a spec may have keys like `constructor`. */
export function ownValue(mapping: Mapping, key: string): unknown {
  return Object.hasOwn(mapping, key) ? mapping[key] : undefined;
}

/** The value at a path, `undefined` where there is none. */
export function valueAt(value: unknown, path: SpecPath): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return typeof key === 'number' ? inner[key] : undefined;
    return isMapping(inner) ? ownValue(inner, String(key)) : undefined;
  }, value);
}

/** Splits `model.layers.0.units` at its points; digits are indices of lists. */
export function splitPath(path: string): (string | number)[] {
  return path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

/** Whether one path is the other or leads to it. */
export function isPrefix(prefix: SpecPath, path: SpecPath): boolean {
  return prefix.length <= path.length && prefix.every((key, depth) => path[depth] === key);
}

/**
 * Sets a value at a path and returns the changed copy. A setting written short is spelt out where
 * the path leads into it: below `optimizer: adam`, `optimizer.learningRate` gives
 * `{type: adam, learningRate: ...}`. A path through something that has no keys replaces it.
 */
export function setAtPath(root: Mapping, path: SpecPath, value: unknown): Mapping {
  return setInside(root, path, value) as Mapping;
}

/** A copy without the value at a path; it is the same where there is none. */
export function removeAtPath(root: Mapping, path: SpecPath): Mapping {
  return removeInside(root, path) as Mapping;
}

function removeInside(node: unknown, [key, ...rest]: SpecPath): unknown {
  if (Array.isArray(node)) {
    return node.flatMap((item: unknown, index) => {
      if (index !== key) return [item];
      return rest.length === 0 ? [] : [removeInside(item, rest)];
    });
  }
  if (!isMapping(node) || key === undefined) return node;
  const entries = Object.entries(node).flatMap(([own, inner]): [string, unknown][] => {
    if (own !== String(key)) return [[own, inner]];
    return rest.length === 0 ? [] : [[own, removeInside(inner, rest)]];
  });
  return Object.fromEntries(entries);
}

function setInside(node: unknown, path: SpecPath, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const list = Array.isArray(node) ? node : node === undefined ? [] : undefined;
  if (list !== undefined && typeof key === 'number' && key <= list.length) {
    return [...list.slice(0, key), setInside(list[key], rest, value), ...list.slice(key + 1)];
  }
  const mapping = isMapping(node) ? node : {};
  const inner = rest.length > 0 ? spellOut(String(key), mapping) : undefined;
  return { ...mapping, [key]: setInside(inner, rest, value) };
}

function spellOut(key: string, mapping: Mapping): unknown {
  const value = ownValue(mapping, key);
  const kindKey = kindKeyOf(key);
  return kindKey !== undefined && typeof value === 'string' ? { [kindKey]: value } : value;
}
