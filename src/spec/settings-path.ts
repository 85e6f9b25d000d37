/*
 * Axes and `--set` name settings by their path: `optimizer.learningRate`. Paths are applied to the
 * spec as it was written, before defaults, so that whatever they do is checked like the rest.
 */

/** What names the kind of a setting that may be written short: `optimizer: adam`. */
const kindKeys: Readonly<Record<string, string>> = {
  dataset: 'name',
  model: 'type',
  loss: 'type',
  optimizer: 'type',
  schedule: 'type',
  activation: 'type',
  initializer: 'type',
  biasInitializer: 'type',
  outputInitializer: 'type',
};

/** A mapping, as YAML and JSON give it. */
export type Mapping = { [key: string]: unknown };

/** Whether a value is a mapping. */
export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Splits `model.layers.0.units` at its points; digits are indices of lists. */
export function splitPath(path: string): (string | number)[] {
  return path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

/**
 * Sets a value at a path and returns the changed copy. A setting written short is spelt out where
 * the path leads into it: below `optimizer: adam`, `optimizer.learningRate` gives
 * `{type: adam, learningRate: ...}`. A path through something that has no keys replaces it.
 */
export function setAtPath(
  root: Mapping,
  path: readonly (string | number)[],
  value: unknown,
): Mapping {
  return setInside(root, path, value) as Mapping;
}

function setInside(node: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(node) && typeof key === 'number') {
    const copy: unknown[] = [...node];
    copy[key] = setInside(copy[key], rest, value);
    return copy;
  }
  const mapping = isMapping(node) ? node : {};
  const inner = rest.length > 0 ? spellOut(String(key), mapping[key]) : undefined;
  return { ...mapping, [key]: setInside(inner, rest, value) };
}

function spellOut(key: string, value: unknown): unknown {
  const kindKey = kindKeys[key];
  return kindKey !== undefined && typeof value === 'string' ? { [kindKey]: value } : value;
}
