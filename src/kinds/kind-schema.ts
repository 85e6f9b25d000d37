import { z } from 'zod';
import type { Kind, KindInput, KindRegistry, KindSpec, SettingsRule } from './kind';

/** How the editor's schema calls the kinds of a registry, and how specs name one. */
export interface KindSchemaOptions<Common extends z.ZodRawShape, Key extends string> {
  /** Its name among the definitions of the editor's schema. */
  readonly id: string;
  readonly description: string;
  /** What a spec may set of every kind, behind the kind's own settings. */
  readonly common?: Common;
  /** What holds between those. */
  readonly rules?: readonly SettingsRule<Common>[];
  /** The key that names the kind; `type` unless given. */
  readonly key?: Key;
}

type NoSettings = Readonly<Record<never, never>>;

/**
 * The schema of a setting that names one kind of a registry: by a name, where the kind works
 * without settings, or by a mapping with its name and its settings. A name comes out as the mapping
 * that it stands for.
 */
export function kindSchema<
  const Kinds extends KindRegistry,
  const Common extends z.ZodRawShape = NoSettings,
  const Key extends string = 'type',
>(
  kinds: Kinds,
  { id, description, common, rules = [], key = 'type' as Key }: KindSchemaOptions<Common, Key>,
): z.ZodType<KindSpec<Kinds, Common, Key>, KindInput<Kinds, Common, Key>> {
  const objects = new Map(
    Object.entries(kinds).map(([name, kind]) => {
      const object = buildObject(key, name, kind, common);
      return [name, addRules(addRules(object, kind.rules), rules).describe(kind.description)];
    }),
  );
  const [first, ...others] = objects.values();
  if (first === undefined) throw new Error(`There is no kind of ${id}`);
  const object = z.discriminatedUnion(key, [first, ...others]);
  // A kind that works without settings is named by its name alone.
  const shortNames = [...objects.keys()].filter(
    (name) => objects.get(name)?.safeParse({ [key]: name }).success,
  );
  const schema = z
    .union([z.enum(shortNames), object])
    .meta({ id, description })
    .transform((value) => (typeof value === 'string' ? object.parse({ [key]: value }) : value));
  // The types of entries that were walked over are those that the registry states.
  return schema as unknown as ReturnType<typeof kindSchema<Kinds, Common, Key>>;
}

function buildObject(
  key: string,
  name: string,
  { settings }: Kind,
  common: z.ZodRawShape = {},
): z.ZodObject {
  return z.strictObject({ [key]: z.literal(name), ...settings, ...common });
}

function addRules(object: z.ZodObject, rules: readonly SettingsRule[] = []): z.ZodObject {
  return rules.reduce(
    (ruled, { holds, message, blames }) =>
      ruled.refine((value) => holds(value), { message, path: [blames] }),
    object,
  );
}
