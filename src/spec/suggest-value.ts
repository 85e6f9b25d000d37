import type { z } from 'zod';
import { formatPath, hintForType } from './describe-value';
import { settingsShape } from './experiment-schema';
import { nearestName } from './nearest-name';
import { keysAt, kindsAt } from './schema-keys';
import { isMapping, setAtPath, valueAt } from './settings-path';
import { explainAbsence } from './synonyms';
import type { SpecPath } from './yaml-source';

/** What was checked, and against what. */
export interface Checked {
  readonly schema: z.ZodType;
  /** The whole spec, or the settings of one trial. */
  readonly value: unknown;
}

/** The valid value that was probably meant, or why there is none. */
export function suggestName(found: unknown, valid: readonly string[]): string | undefined {
  if (typeof found !== 'string') return undefined;
  const near = nearestName(found, valid);
  return near === undefined ? explainAbsence(found) : `Did you mean \`${near}\`?`;
}

/** What may be done about a value of a type that is not taken. */
export function suggestType(
  found: unknown,
  expected: readonly string[],
  path: SpecPath,
  checked: Checked,
): string | undefined {
  const axisHint = suggestAxis(found, expected, path);
  if (axisHint !== undefined) return axisHint;
  const typeHint = expected.map((type) => hintForType(found, type)).find((hint) => hint);
  return (
    typeHint ?? suggestKind(found, path, checked) ?? suggestKeys(found, expected, path, checked)
  );
}

/** A kind that was written short although it has settings to give: `schedule: step`. */
export function suggestKind(
  found: unknown,
  path: SpecPath,
  { schema }: Checked,
): string | undefined {
  const isKind = typeof found === 'string' && kindsAt(schema, path).includes(found);
  return isKind ? `Write a mapping: { type: ${found}, ... }.` : undefined;
}

const maxLength = 40;

/** Several values where there is one make an axis; axes have whole paths. */
function suggestAxis(
  found: unknown,
  expected: readonly string[],
  path: SpecPath,
): string | undefined {
  const [top = '', axis] = path;
  if (top === 'grid' || top === 'zip') {
    if (axis === undefined) return 'Write settings with their values: { optimizer: [adam, sgd] }.';
    const [inner] = isMapping(found) ? Object.keys(found) : [];
    return inner === undefined ? undefined : `Write the whole path: \`${axis}.${inner}: [...]\`.`;
  }
  const isSetting = Object.hasOwn(settingsShape, top) && !path.some(Number.isInteger);
  if (!isSetting || !Array.isArray(found) || found.length === 0) return undefined;
  if (expected.includes('array')) return undefined;
  const values = JSON.stringify(found).replaceAll('"', '').replaceAll(',', ', ');
  const shown = values.length > maxLength ? '[...]' : values;
  return `Values to compare make an axis: grid: { ${formatPath(path).replaceAll('`', '')}: ${shown} }.`;
}

function suggestKeys(
  found: unknown,
  expected: readonly string[],
  path: SpecPath,
  { schema, value }: Checked,
): string | undefined {
  if (!expected.includes('object') || isMapping(found) || found === undefined) return undefined;
  const keys = kindsAt(schema, path).length > 0 ? [] : keysAt(schema, path, value);
  return keys.length === 0 ? undefined : `Write a mapping with the keys ${keys.join(', ')}.`;
}

/**
 * The kind of a mapping that does not say it under `path`: it may stand under another key
 * (`{ type: moons }` for a data set), or be the only one with these keys.
 */
export function suggestMissingKind(
  path: SpecPath,
  kinds: readonly string[],
  { schema, value }: Checked,
): string | undefined {
  const [kindKey, parent] = [path.at(-1), path.slice(0, -1)];
  const found = valueAt(value, parent);
  if (!isMapping(value) || !isMapping(found)) return undefined;
  const other = Object.entries(found).find(([, kind]) => kinds.includes(String(kind)));
  if (other !== undefined) {
    return `Write \`${kindKey}: ${other[1]}\` instead of \`${other[0]}: ${other[1]}\`.`;
  }
  const fitting = kinds.filter((kind) => {
    const keys = keysAt(schema, parent, setAtPath(value, path, kind));
    return Object.keys(found).every((key) => keys.includes(key));
  });
  return fitting.length === 1 ? `Did you mean \`${kindKey}: ${fitting[0]}\`?` : undefined;
}
