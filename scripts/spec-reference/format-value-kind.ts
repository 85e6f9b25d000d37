import type { z } from 'zod';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What has a chapter of its own, by its name in the JSON Schema, with the anchor of the chapter. */
export const anchors: ReadonlyMap<string, string> = new Map([
  ['dataset', 'data-sets'],
  ['model', 'models'],
  ['layer', 'layers'],
  ['activation', 'activations'],
  ['initializer', 'initializers'],
  ['loss', 'losses'],
  ['optimizer', 'optimizers'],
  ['schedule', 'schedules'],
]);

/** Which values a part of the JSON Schema takes, in words: `a number from 0 to below 1`. */
export function formatValueKind(schema: JsonSchema | boolean | undefined): string {
  if (typeof schema !== 'object') return 'any value';
  const [alias] = schema.allOf ?? [];
  if (alias !== undefined) return formatValueKind(alias);
  if (schema.$ref !== undefined) return formatReference(schema.$ref);
  if (schema.const !== undefined) return formatCode(schema.const);
  if (schema.enum !== undefined) return joinChoices(schema.enum.map(formatCode));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return joinChoices(choices.map(formatValueKind));
  switch (schema.type) {
    case 'string':
      return 'a text';
    case 'boolean':
      return '`true` or `false`';
    case 'integer':
      return `a whole number${formatBounds(schema)}`;
    case 'number':
      return `a number${formatBounds(schema)}`;
    case 'array':
      return Array.isArray(schema.items)
        ? `\`[${schema.items.map((item) => JSON.stringify(constantOf(item))).join(', ')}]\``
        : `a list (each ${formatValueKind(schema.items)})`;
    default:
      return 'a mapping';
  }
}

/** A value as a spec writes it, as code. */
export function formatCode(value: unknown): string {
  if (typeof value === 'string') return `\`${value}\``;
  if (typeof value === 'object' && value !== null && Object.keys(value).length === 0) {
    return `\`${JSON.stringify(value)}\``;
  }
  return `\`${JSON.stringify(value)
    .replaceAll(/"(\w+)":/g, '$1: ')
    .replaceAll(/["]/g, '')
    .replaceAll(',', ', ')
    .replaceAll(/[{}]/g, (brace) => (brace === '{' ? '{ ' : ' }'))}\``;
}

function constantOf(schema: JsonSchema | boolean): unknown {
  return typeof schema === 'object' ? schema.const : undefined;
}

function formatReference(reference: string): string {
  const name = reference.replace('#/definitions/', '');
  const anchor = anchors.get(name);
  if (anchor !== undefined) return `${/^[aio]/.test(name) ? 'an' : 'a'} [${name}](#${anchor})`;
  return name === 'interval' ? 'a number of steps, or `epoch`' : 'any value';
}

function formatBounds(schema: JsonSchema): string {
  const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const low = exclusiveMinimum === 0 && type === 'integer' ? 1 : minimum;
  const bounds = [
    ...(low === undefined ? [] : [`from ${low}`]),
    ...(low !== undefined || exclusiveMinimum === undefined ? [] : [`above ${exclusiveMinimum}`]),
    ...(maximum === undefined ? [] : [`up to ${maximum.toLocaleString('en')}`]),
    ...(exclusiveMaximum === undefined ? [] : [`below ${exclusiveMaximum}`]),
  ];
  return bounds.length === 0 ? '' : ` ${bounds.join(', ')}`;
}

function joinChoices(choices: readonly string[]): string {
  return choices.length < 2
    ? choices.join()
    : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
}
