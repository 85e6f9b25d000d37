import type { z } from 'zod';
import type { SpecPath } from './yaml-source';

/** The part of zod's definitions that says what keys there are. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly in?: Schema;
  readonly innerType?: Schema;
  readonly options?: readonly Schema[];
  readonly element?: Schema;
  readonly values?: readonly unknown[];
}

interface Schema {
  readonly _zod: { readonly def: Definition };
}

/**
 * The keys that a schema takes at a path. Where the value could be one of several kinds of object,
 * the one counts whose literals (`type: adam`) the value has.
 */
export function keysAt(schema: z.ZodType, path: SpecPath, value: unknown): string[] {
  let schemas = expand(schema as unknown as Schema);
  let current = value;
  for (const key of path) {
    schemas = pickByLiterals(schemas, current).flatMap((inner) => stepInto(inner, key));
    current = (current as Record<string | number, unknown> | null | undefined)?.[key];
  }
  const picked = pickByLiterals(schemas, current);
  return [...new Set(picked.flatMap((inner) => Object.keys(inner._zod.def.shape ?? {})))];
}

/** Strips defaults and transformations, and lists the options of unions. */
function expand(schema: Schema): Schema[] {
  const { def } = schema._zod;
  if (def.type === 'pipe' && def.in !== undefined) return expand(def.in);
  if (def.innerType !== undefined) return expand(def.innerType);
  if (def.options !== undefined) return def.options.flatMap(expand);
  return [schema];
}

function stepInto(schema: Schema, key: string | number): Schema[] {
  const { shape, element } = schema._zod.def;
  if (typeof key === 'number') return element === undefined ? [] : expand(element);
  const next = shape?.[key];
  return next === undefined ? [] : expand(next);
}

/** Leaves out objects with a literal that the value contradicts, unless none would be left. */
function pickByLiterals(schemas: readonly Schema[], value: unknown): Schema[] {
  if (typeof value !== 'object' || value === null) return [...schemas];
  const fields = value as Record<string, unknown>;
  const fits = (schema: Schema): boolean =>
    Object.entries(schema._zod.def.shape ?? {}).every(([key, inner]) => {
      const { type, values } = inner._zod.def;
      return type !== 'literal' || (values ?? []).includes(fields[key]);
    });
  const picked = schemas.filter(fits);
  return picked.length > 0 ? picked : [...schemas];
}
