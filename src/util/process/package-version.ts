import fs from 'node:fs';
import path from 'node:path';

/** The folder that holds Ablate's package.json. */
export const packageRoot = path.resolve(__dirname, '../../../..');

/** The compiled entry of the command. */
export const mainFile = path.join(packageRoot, 'dist', 'src', 'cli', 'main.js');

/** Ablate's own version. */
export function packageVersion(): string {
  const text = fs.readFileSync(path.join(packageRoot, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
