import { z } from 'zod';
import { ownRooms } from '../kinds/own-kinds';
import { lookUp } from '../util/look-up';
import { experimentSchema, settingsSchema, settingsShape } from './experiment-schema';
import { possibleKeysAt } from './mistakes/schema-keys';
import { moduleKey } from './own-code/own-code';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * The JSON Schema of spec files, by which editors complete and check them. It is generated from the
 * schema that specs are parsed with, and somewhat more lenient: what only shows when settings meet
 * is left to `ablate validate`.
 */
export function buildJsonSchema(): JsonSchema {
  const generated = z.toJSONSchema(experimentSchema, {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema }) => {
      // The bound of every whole number; to readers it says nothing.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  const { $schema, properties = {}, ...rest } = generated;
  const definitions = new Map(
    Object.entries((generated['definitions'] ?? {}) as Readonly<Record<string, JsonSchema>>),
  );
  for (const room of ownRooms) allowOwnCode(lookUp(definitions, room));
  return {
    $schema,
    title: 'Ablate experiment',
    ...rest,
    // An axis may state any setting but the name.
    required: ['name'],
    properties: {
      ...properties,
      grid: withAxisNames(properties['grid'], properties),
      zip: withAxisNames(properties['zip'], properties),
    },
  };
}

/** Besides the kinds of the registry, a file of the user may say what the kind is. */
function allowOwnCode(schema: JsonSchema): void {
  const own: JsonSchema = {
    type: 'object',
    description: 'A kind of your own code, with its settings beside the file.',
    properties: {
      [moduleKey]: {
        type: 'string',
        description: 'TypeScript or JavaScript file, relative to the spec.',
      },
    },
    required: [moduleKey],
  };
  schema.anyOf = [...(schema.anyOf ?? []), own];
}

type Property = JsonSchema | boolean | undefined;

/** Names the settings that axes can vary, so that editors complete them. */
function withAxisNames(axes: Property, properties: Readonly<Record<string, Property>>): JsonSchema {
  const wholes = Object.keys(settingsShape).map((key) => [key, axisOf(itemOf(properties[key]))]);
  const parts = Object.keys(settingsShape).flatMap((key) =>
    (possibleKeysAt(settingsSchema, [key]) ?? []).map((inner) => [`${key}.${inner}`, axisOf({})]),
  );
  const schema = typeof axes === 'object' ? axes : {};
  return { ...schema, properties: Object.fromEntries([...wholes, ...parts]) };
}

function axisOf(items: JsonSchema): JsonSchema {
  return { type: 'array', minItems: 1, items };
}

/** What one value of an axis has to be: what the setting is, defaults and descriptions aside. */
function itemOf(property: Property): JsonSchema {
  if (typeof property !== 'object') return {};
  const { default: _, description: __, ...schema } = property;
  return schema;
}
