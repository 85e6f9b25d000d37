import type { z } from 'zod';
import { correctAxis, namesSetting } from '../axes/check-axes';
import { readSearchSpace } from '../axes/search-space';
import { settingsSchema, settingsShape } from '../experiment-schema';
import { isMapping, setAtPath, splitPath, valueAt } from '../settings-path';
import type { SpecPath } from '../yaml/yaml-source';
import { explainAbsence } from './absences';
import { formatYaml, hintForType } from './describe-value';
import { askMeant, askName } from './nearest-name';
import { keysAt, kindsAt, possibleKeysAt } from './schema-keys';

/** What was checked, and against what. */
export interface Checked {
  readonly schema: z.ZodType;
  /** The whole spec, or the settings of one trial. */
  readonly value: unknown;
}

/** The valid value that was probably meant, or why there is none. */
export function suggestName(found: unknown, valid: readonly string[]): string | undefined {
  if (typeof found !== 'string') return undefined;
  return askMeant(found, valid) ?? explainAbsence(found);
}

/** What may be done about a value of a type that is not taken. */
export function suggestType(
  found: unknown,
  expected: readonly string[],
  path: SpecPath,
  checked: Checked,
): string | undefined {
  const axisHint = suggestDistribution(found, path) ?? suggestAxis(found, expected, path);
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

const maxLength = 60;

/** What is said where something of another form stands for the values of an axis. */
function suggestAxis(
  found: unknown,
  expected: readonly string[],
  path: SpecPath,
): string | undefined {
  const [top = '', axis, ...rest] = path;
  if (top === 'grid' || top === 'zip') {
    if (axis === undefined) return 'Write settings with their values: { optimizer: [adam, sgd] }.';
    return rest.length === 0 ? suggestValues(String(axis), found) : undefined;
  }
  const isSetting = Object.hasOwn(settingsShape, top) && !path.some(Number.isInteger);
  if (!isSetting) return undefined;
  const isList = Array.isArray(found) && found.length > 0 && !expected.includes('array');
  return suggestNewAxis(isList ? found : readSearchSpace(found)?.values, path);
}

/** How `sample` states what another tool's search space draws from. */
export function suggestDistribution(found: unknown, path: SpecPath): string | undefined {
  const isDistribution = path.length === 3 || (path.length === 4 && typeof path[3] === 'number');
  if (path[0] !== 'sample' || path[1] !== 'axes' || !isDistribution) return undefined;
  const space = Array.isArray(found) ? { distribution: { choice: found } } : readSearchSpace(found);
  return space && `Write \`${String(path[2])}: ${formatYaml(space.distribution)}\`.`;
}

/** The list that an axis needs instead of something else. */
function suggestValues(axis: string, found: unknown): string | undefined {
  const space = readSearchSpace(found);
  const name = namesSetting(axis) ? axis : (correctAxis(splitPath(axis)) ?? axis);
  if (space !== undefined) {
    const list = `\`${name}: ${formatYaml(space.values)}\``;
    if (space.distribution.choice !== undefined) return `Write the list itself: ${list}.`;
    const axes = `{ ${name}: ${formatYaml(space.distribution)} }`;
    return `Values are listed: ${list}. To draw them: \`sample: { count: 8, axes: ${axes} }\`.`;
  }
  if (!isMapping(found)) return undefined;
  const inner = Object.keys(found).find(
    (key) => possibleKeysAt(settingsSchema, splitPath(`${axis}.${key}`)) !== undefined,
  );
  if (inner !== undefined) return `Write the whole path: \`${axis}.${inner}: [...]\`.`;
  return `Write a list of values: \`${name}: [..., ...]\`.`;
}

/** Several values where there is one make an axis; axes have whole paths. */
function suggestNewAxis(
  values: readonly unknown[] | undefined,
  path: SpecPath,
): string | undefined {
  if (values === undefined) return undefined;
  const text = formatYaml(values);
  const shown = text.length > maxLength ? '[...]' : text;
  return `Values to compare make an axis: grid: { ${path.join('.')}: ${shown} }.`;
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
  const axis = suggestNewAxis(readSearchSpace(found)?.values, parent);
  if (axis !== undefined) return axis;
  const other = Object.entries(found).find(([, kind]) => kinds.includes(String(kind)));
  if (other !== undefined) {
    return `Write \`${kindKey}: ${other[1]}\` instead of \`${other[0]}: ${other[1]}\`.`;
  }
  const fitting = kinds.filter((kind) => {
    const keys = keysAt(schema, parent, setAtPath(value, path, kind));
    return Object.keys(found).every((key) => keys.includes(key));
  });
  return fitting.length === 1 ? askName(`${kindKey}: ${fitting[0]}`) : undefined;
}
