import type { z } from 'zod';
import type { SpecPath } from '../yaml/yaml-source';

/** The part of zod's definitions that says what keys there are. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly in?: Schema;
  readonly innerType?: Schema;
  readonly options?: readonly Schema[];
  readonly element?: Schema;
  readonly values?: readonly unknown[];
  readonly entries?: Readonly<Record<string, unknown>>;
}

interface Schema {
  readonly _zod: { readonly def: Definition };
}

/**
 * The keys that a schema takes at a path. Where the value could be one of several kinds of object,
 * the one counts whose literals (`type: adam`) the value has.
 */
export function keysAt(schema: z.ZodType, path: SpecPath, value: unknown): string[] {
  return namesOf(followValue(schema, path, value).flatMap((inner) => Object.keys(shapeOf(inner))));
}

/** What a value at a path has to be, defaults included, given the kinds of what is around it. */
export function fieldsAt(schema: z.ZodType, path: SpecPath, value: unknown): z.ZodType[] {
  const key = path.at(-1);
  if (key === undefined) return [schema];
  const parents = followValue(schema, path.slice(0, -1), value);
  return parents.flatMap((parent) => childrenOf(parent, key)) as unknown as z.ZodType[];
}

/** The names and other single values that a schema takes. */
export function choicesOf(schema: z.ZodType): string[] {
  const choices = expand(asSchema(schema)).flatMap((inner) => {
    const { type, values, entries } = inner._zod.def;
    if (type === 'enum') return Object.values(entries ?? {});
    return type === 'literal' ? (values ?? []) : [];
  });
  return choices.filter((choice) => typeof choice === 'string');
}

/** The schemas at a path of a value; of several kinds of object those that the value is of. */
function followValue(schema: z.ZodType, path: SpecPath, value: unknown): Schema[] {
  let schemas = expand(asSchema(schema));
  let current = value;
  for (const key of path) {
    schemas = pickByLiterals(schemas, current).flatMap((inner) => stepInto(inner, key));
    current = (current as Record<string | number, unknown> | null | undefined)?.[key];
  }
  return pickByLiterals(schemas, current);
}

/** All keys that any value could have at a path, or `undefined` where no value has such a path. */
export function possibleKeysAt(schema: z.ZodType, path: SpecPath): string[] | undefined {
  const schemas = schemasAt(schema, path);
  if (schemas.length === 0) return undefined;
  return namesOf(schemas.flatMap((inner) => Object.keys(shapeOf(inner))));
}

/** The kinds of object that a schema takes at a path: what `type` or `name` can be. */
export function kindsAt(schema: z.ZodType, path: SpecPath): string[] {
  const literals = schemasAt(schema, path).flatMap((inner) => {
    const { type, name } = shapeOf(inner);
    return [type, name].flatMap((kind) =>
      kind?._zod.def.type === 'literal' ? (kind._zod.def.values ?? []) : [],
    );
  });
  return namesOf(literals.map(String));
}

/** Whether whatever a schema takes at a path is a list. */
export function takesOnlyLists(schema: z.ZodType, path: SpecPath): boolean {
  const schemas = schemasAt(schema, path);
  return schemas.length > 0 && schemas.every((inner) => /array|tuple/.test(inner._zod.def.type));
}

function schemasAt(schema: z.ZodType, path: SpecPath): Schema[] {
  return path.reduce<Schema[]>(
    (schemas, key) => schemas.flatMap((inner) => stepInto(inner, key)),
    expand(asSchema(schema)),
  );
}

function asSchema(schema: z.ZodType): Schema {
  return schema as unknown as Schema;
}

function shapeOf(schema: Schema): Readonly<Record<string, Schema>> {
  return schema._zod.def.shape ?? {};
}

function namesOf(names: readonly string[]): string[] {
  return [...new Set(names)];
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
  return childrenOf(schema, key).flatMap(expand);
}

function childrenOf(schema: Schema, key: string | number): Schema[] {
  const { element } = schema._zod.def;
  if (typeof key === 'number') return element === undefined ? [] : [element];
  const shape = shapeOf(schema);
  const next = Object.hasOwn(shape, key) ? shape[key] : undefined;
  return next === undefined ? [] : [next];
}

/** Leaves out objects with a literal that the value contradicts, unless none would be left. */
function pickByLiterals(schemas: readonly Schema[], value: unknown): Schema[] {
  if (typeof value !== 'object' || value === null) return [...schemas];
  const fields = value as Record<string, unknown>;
  const fits = (schema: Schema): boolean =>
    Object.entries(shapeOf(schema)).every(([key, inner]) => {
      const { type, values } = inner._zod.def;
      return type !== 'literal' || (values ?? []).includes(fields[key]);
    });
  const picked = schemas.filter(fits);
  return picked.length > 0 ? picked : [...schemas];
}
