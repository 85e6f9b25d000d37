import fs from 'node:fs';
import path from 'node:path';

/** The folder that holds Ablate's package.json. */
export const packageRoot = path.resolve(__dirname, '../../../..');

/** Ablate's own version. */
export function packageVersion(): string {
  const text = fs.readFileSync(path.join(packageRoot, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
