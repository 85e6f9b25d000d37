import fs from 'node:fs';
import path from 'node:path';
import { buildJsonSchema } from '../src/spec/json-schema';
import { PROJECT_ROOT } from './project-root';

/** Where the JSON Schema of specs is kept; specs name it in their first line. */
export const JSON_SCHEMA_FILE: string = path.join(
  PROJECT_ROOT,
  'experiments',
  'experiment.schema.json',
);

/** The schema as it stands in its file. */
export function formatJsonSchema(): string {
  return `${JSON.stringify(buildJsonSchema(), null, 2)}\n`;
}

// Run `node dist/scripts/write-json-schema.js` after every change of the language.
if (require.main === module) fs.writeFileSync(JSON_SCHEMA_FILE, formatJsonSchema());
