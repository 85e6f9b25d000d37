import fs from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from './project-root';
import { fillReadme } from './spec-reference/fill-readme';

/** The page that speaks to users first. */
export const README_FILE: string = path.join(PROJECT_ROOT, 'README.md');

// `npm run schema` runs this after every change of the language.
if (require.main === module) {
  fs.writeFileSync(README_FILE, fillReadme(fs.readFileSync(README_FILE, 'utf8')));
}
