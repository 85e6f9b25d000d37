import fs from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { experimentSchema, experimentShape, settingsShape } from '../../src/spec/experiment-schema';
import { buildJsonSchema } from '../../src/spec/json-schema';
import { evaluatedMetrics, metricNames, metricTag } from '../../src/spec/metric-names';
import { PROJECT_ROOT } from '../project-root';
import { type KindOf, keyExamples, kindExamples, minimalSpec } from './examples';
import { formatCode, formatValueKind } from './format-value-kind';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What is written by hand, with marks where the parts below are put in. */
const CHAPTERS_FILE = path.join(PROJECT_ROOT, 'scripts', 'spec-reference', 'chapters.md');

/**
 * The reference of the spec language in Markdown, from the schema that specs are parsed with, the
 * examples beside this file, and the chapters that are written by hand.
 */
export function formatReference(): string {
  const parts: Readonly<Record<string, string>> = {
    minimal: fence(minimalSpec),
    experimentKeys: formatKeys(Object.keys(experimentShape)),
    settingKeys: formatKeys(Object.keys(settingsShape)),
    metrics: formatMetrics(),
  };
  const chapters = fs.readFileSync(CHAPTERS_FILE, 'utf8');
  return chapters.replaceAll(/\{\{(\w+)\}\}/g, (_, mark: string) => {
    return parts[mark] ?? formatKinds(mark as KindOf);
  });
}

const schema = buildJsonSchema();

const definitions = schema['definitions'] as Readonly<Record<string, JsonSchema>>;

/** A definition of the schema by its name; everything that has kinds has one. */
function definitionOf(name: string): JsonSchema {
  const definition = definitions[name];
  if (definition === undefined) throw new Error(`The schema defines no ${name}`);
  return definition;
}

/** The kinds of something by their names, in the order of the schema. */
export function listKinds(of: KindOf): ReadonlyMap<string, JsonSchema> {
  const { oneOf, anyOf = [] } = definitionOf(of);
  const kinds =
    oneOf ?? anyOf.flatMap((choice) => (typeof choice === 'object' ? (choice.oneOf ?? []) : []));
  return new Map(kinds.flatMap((kind) => (typeof kind === 'object' ? [[nameOf(kind), kind]] : [])));
}

function nameOf({ properties = {} }: JsonSchema): string {
  const key = properties['type'] ?? properties['name'];
  return String(typeof key === 'object' ? key.const : undefined);
}

/** The settings of a kind or a mapping: what does not merely name the kind. */
export function listSettings({ properties = {} }: JsonSchema): [name: string, JsonSchema][] {
  return Object.entries(properties).flatMap(([name, property]): [string, JsonSchema][] =>
    typeof property === 'object' && property.const === undefined ? [[name, property]] : [],
  );
}

function formatKeys(keys: readonly string[]): string {
  return keys.map(formatKey).join('\n\n');
}

function formatKey(key: string): string {
  const property = schema.properties?.[key];
  if (typeof property !== 'object') throw new Error(`The schema has no ${key}`);
  const missing =
    key in settingsShape ? ' Has to be given, here or by an axis.' : ' Has to be given.';
  const shape = experimentSchema.shape[key as keyof typeof keyExamples];
  const needed = shape.safeParse(undefined).success ? '' : missing;
  const standard =
    property.default === undefined ? '' : ` Default: ${formatCode(property.default)}.`;
  const inner =
    typeof property.items === 'object' && !Array.isArray(property.items)
      ? property.items
      : property;
  return [
    `### \`${key}\``,
    describe(property),
    `Takes ${formatValueKind(property)}.${standard}${needed}`,
    ...(key === 'grid' || key === 'zip' ? [] : formatSettings(inner)),
    fence(keyExamples[key as keyof typeof keyExamples]),
  ].join('\n\n');
}

/** The description of a part of the schema, or of the definition that it refers to. */
function describe({ description, allOf: [alias] = [] }: JsonSchema): string {
  if (description !== undefined) return description;
  const name = typeof alias === 'object' ? alias.$ref?.replace('#/definitions/', '') : undefined;
  return name === undefined ? '' : (definitionOf(name).description ?? '');
}

/** The kinds of something: those without settings in one table, the others one by one. */
function formatKinds(of: KindOf): string {
  const kinds = [...listKinds(of)];
  const examples: Readonly<Record<string, string>> = kindExamples[of];
  const plain = kinds.filter(([, kind]) => listSettings(kind).length === 0);
  const table = plain.map(([name, kind]) => [
    `\`${name}\``,
    describe(kind),
    `\`${examples[name]}\``,
  ]);
  const others = kinds.filter(([, kind]) => listSettings(kind).length > 0);
  return [
    definitionOf(of).description ?? '',
    ...(table.length === 0 ? [] : [formatTable(['name', 'what it is', 'for instance'], table)]),
    ...others.flatMap(([name, kind]) => [
      `**\`${name}\`**: ${describe(kind)}`,
      ...formatSettings(kind),
      fence(examples[name] ?? ''),
    ]),
  ].join('\n\n');
}

function formatSettings(mapping: JsonSchema): string[] {
  const rows = listSettings(mapping).map(([name, setting]) => [
    `\`${name}\``,
    formatValueKind(setting),
    mapping.required?.includes(name) ? 'has to be given' : formatDefault(setting),
    describe(setting),
  ]);
  return rows.length === 0
    ? []
    : [formatTable(['setting', 'takes', 'default', 'what it does'], rows)];
}

function formatDefault({ default: standard }: JsonSchema): string {
  return standard === undefined ? '' : formatCode(standard);
}

function formatMetrics(): string {
  const evaluated: readonly string[] = evaluatedMetrics;
  const rows = metricNames.map((name) => [
    `\`${name}\``,
    `\`${metricTag(name)}\``,
    evaluated.includes(name) ? 'evaluations' : 'the batch of a step',
  ]);
  return formatTable(['name', 'TensorBoard tag', 'measured on'], rows);
}

function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

function fence(yaml: string): string {
  return `\`\`\`yaml\n${yaml}\n\`\`\``;
}
