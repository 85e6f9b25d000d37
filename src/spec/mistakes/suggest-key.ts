import type { z } from 'zod';
import { isMapping, setAtPath, valueAt } from '../settings-path';
import type { SpecPath } from '../yaml/yaml-source';
import { explainAbsence } from './absences';
import { formatChoice, formatPath } from './describe-value';
import { askName, nearestName } from './nearest-name';
import { keysAt, kindsAt, possibleKeysAt } from './schema-keys';
import { translateName } from './synonyms';

/** The valid key that was probably meant at the end of a path. */
export function nearestKey(path: SpecPath, schema: z.ZodType, value: unknown): string | undefined {
  return nearestName(String(path.at(-1)), keysAt(schema, path.slice(0, -1), value));
}

/** What may be done about a key that its mapping does not have. */
export function suggestKey(path: SpecPath, schema: z.ZodType, value: unknown): string | undefined {
  const parent = path.slice(0, -1);
  const key = String(path.at(-1));
  const near = nearestKey(path, schema, value);
  if (near !== undefined) return askName(near);
  const absence = explainAbsence(key, valueAt(value, path));
  if (absence !== undefined) return absence;
  const kinds = takersOf(parent, key, schema, value);
  if (kinds.length > 0) return `Only ${formatChoice(kinds)} takes it.`;
  const home = findHome(key, schema);
  if (home !== undefined) {
    const [name, section] = [home.at(-1), home.slice(0, -1)];
    return section.length === 0
      ? `\`${name}\` belongs at the top of the spec.`
      : `It belongs inside ${formatPath(section)}: { ..., ${name}: ... }.`;
  }
  const valid = keysAt(schema, parent, value);
  return valid.length === 0 ? undefined : `Valid keys: ${valid.join(', ')}.`;
}

/** The kinds of a mapping that take a key: `type: momentum`. */
export function takersOf(
  parent: SpecPath,
  key: string,
  schema: z.ZodType,
  value: unknown,
): readonly string[] {
  if (parent.length === 0 || !isMapping(value)) return [];
  return kindsAt(schema, parent).flatMap((kind) =>
    (['type', 'name'] as const).flatMap((kindKey) => {
      const changed = setAtPath(value, [...parent, kindKey], kind);
      const keys = keysAt(schema, parent, changed);
      return keys.includes(kindKey) && keys.includes(key) ? [`\`${kindKey}: ${kind}\``] : [];
    }),
  );
}

/**
 * Where a key belongs that was written in another place, under its own name or one that other tools
 * use: at the top, or in the only section that has it.
 */
export function findHome(key: string, schema: z.ZodType): SpecPath | undefined {
  const top = possibleKeysAt(schema, []) ?? [];
  const own = nameIn(key, top);
  if (own !== undefined) return [own];
  const homes = top.flatMap((section) => {
    const name = nameIn(key, possibleKeysAt(schema, [section]) ?? []);
    return name === undefined ? [] : [[section, name]];
  });
  return homes.length === 1 ? homes[0] : undefined;
}

function nameIn(key: string, valid: readonly string[]): string | undefined {
  return valid.includes(key) ? key : translateName(key, valid);
}
