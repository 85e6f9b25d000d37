import fs from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from './project-root';
import { formatReference } from './spec-reference/format-reference';

/** Where the reference of the spec language is kept, beside the specs. */
export const REFERENCE_FILE: string = path.join(PROJECT_ROOT, 'experiments', 'README.md');

// `npm run schema` runs this after every change of the language.
if (require.main === module) fs.writeFileSync(REFERENCE_FILE, formatReference());
