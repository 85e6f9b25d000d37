import fs from 'node:fs';
import { formatJsonSchema, JSON_SCHEMA_FILE } from '../../scripts/write-json-schema';
import { experimentShape, settingsShape } from '../../src/spec/experiment-schema';
import { buildJsonSchema } from '../../src/spec/json-schema';

test('the schema that editors use is current (node dist/scripts/write-json-schema.js)', () => {
  expect(fs.readFileSync(JSON_SCHEMA_FILE, 'utf8')).toBe(formatJsonSchema());
});

test('every key of a spec is in it and described', () => {
  const { properties = {} } = buildJsonSchema();
  const keys = [...Object.keys(experimentShape), ...Object.keys(settingsShape)];
  expect(Object.keys(properties).sort()).toEqual(keys.sort());
  const text = JSON.stringify(buildJsonSchema());
  for (const [key, property] of Object.entries(properties)) {
    const definition = /#\/definitions\/(\w+)/.exec(JSON.stringify(property))?.[1];
    const described = definition ?? key;
    expect([
      key,
      /"description"/.test(JSON.stringify(property)) || text.includes(`"${described}"`),
    ]).toEqual([key, true]);
  }
});

test('every reference leads somewhere', () => {
  const schema = JSON.parse(formatJsonSchema()) as { definitions: Record<string, unknown> };
  const references = formatJsonSchema().matchAll(/"\$ref": "#\/definitions\/([^"]+)"/g);
  const names = [...new Set([...references].map(([, name]) => name ?? ''))];
  expect(names.length).toBeGreaterThan(5);
  for (const name of names) expect(Object.keys(schema.definitions)).toContain(name);
});

test('axes are offered by the paths of the settings that they vary', () => {
  const { grid } = buildJsonSchema().properties ?? {};
  expect(grid).toMatchObject({
    properties: {
      optimizer: { type: 'array', items: { allOf: [{ $ref: '#/definitions/optimizer' }] } },
      'optimizer.learningRate': { type: 'array' },
      'model.initializer': { type: 'array' },
      'dataset.noise': { type: 'array' },
    },
  });
});
