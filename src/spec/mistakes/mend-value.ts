import type { z } from 'zod';
import { isMapping, type Mapping, removeAtPath, setAtPath, valueAt } from '../settings-path';
import type { SpecPath } from '../yaml/yaml-source';
import { nearestName } from './nearest-name';
import { choicesOf, fieldsAt, keysAt, kindsAt } from './schema-keys';
import { nearestKey } from './suggest-key';

/** A value with one mistake less. */
export interface Mending {
  readonly value: Mapping;
  /** What now stands there is not what the author means. */
  readonly doubtful?: SpecPath;
  /** A mapping whose kind was assumed. */
  readonly assumedKindOf?: SpecPath;
  /** A key that got the name which was meant. */
  readonly renamed?: { readonly from: SpecPath; readonly to: SpecPath };
}

/** Gives an unknown key the name that was meant, or takes it out. */
export function mendKey(path: SpecPath, schema: z.ZodType, value: Mapping): Mending {
  const near = nearestKey(path, schema, value);
  const without = removeAtPath(value, path);
  if (near === undefined) return { value: without };
  const to = [...path.slice(0, -1), near];
  // Something set a part of it already, as an axis does.
  if (valueAt(value, to) !== undefined) return { value: without, doubtful: to };
  const renamed = { from: path, to };
  return { value: setAtPath(without, to, valueAt(value, path)), renamed };
}

/** Replaces a wrong value by the one that was meant, or else by any that is valid there. */
export function mendValue(path: SpecPath, schema: z.ZodType, value: Mapping): Mending {
  return mendKind(path, schema, value) ?? mendPlainValue(path, schema, value);
}

/** Gives a mapping a kind where `path` is the place of its kind: `optimizer.type`. */
function mendKind(path: SpecPath, schema: z.ZodType, value: Mapping): Mending | undefined {
  const [key, parent] = [path.at(-1), path.slice(0, -1)];
  if (key !== 'type' && key !== 'name') return undefined;
  const kinds = kindsAt(schema, parent);
  const mapping = valueAt(value, parent);
  if (kinds.length === 0 || !isMapping(mapping)) return undefined;
  const near = nearestName(String(mapping[key] ?? ''), kinds);
  if (near !== undefined) return { value: setAtPath(value, path, near) };
  const other = Object.keys(mapping).find((own) => kinds.includes(String(mapping[own])));
  if (other !== undefined && mapping[key] === undefined) {
    const from = [...parent, other];
    const renamed = { from, to: path };
    return { value: setAtPath(removeAtPath(value, from), path, mapping[other]), renamed };
  }
  const countUnknown = (kind: string): number => {
    const known = keysAt(schema, parent, setAtPath(value, path, kind));
    return Object.keys(mapping).filter((own) => !known.includes(own)).length;
  };
  const [best = ''] = [...kinds].sort((a, b) => countUnknown(a) - countUnknown(b));
  return { value: setAtPath(value, path, best), doubtful: parent, assumedKindOf: parent };
}

/** Something of every type that settings take; `undefined` where a default stands in. */
const samples: readonly unknown[] = [undefined, 1, 0.5, 2, 'a', true, [], [1], [1, 2]];

function mendPlainValue(path: SpecPath, schema: z.ZodType, value: Mapping): Mending {
  const fields = fieldsAt(schema, path, value);
  const takes = (sample: unknown): boolean =>
    fields.some((field) => field.safeParse(sample).success);
  const choices = fields.flatMap(choicesOf);
  const found = valueAt(value, path);
  const meant = typeof found === 'string' ? nearestName(found, choices) : undefined;
  if (meant !== undefined && takes(meant)) return { value: setAtPath(value, path, meant) };
  const sample = [...samples, ...choices].find(takes);
  const isFound = sample !== undefined || takes(undefined);
  if (path.length === 0) return { value };
  // What nothing fits has to go with what holds it.
  if (!isFound || (sample === undefined && typeof path.at(-1) === 'number')) {
    return mendPlainValue(path.slice(0, -1), schema, value);
  }
  const mended = sample === undefined ? removeAtPath(value, path) : setAtPath(value, path, sample);
  return { value: mended, doubtful: path };
}
