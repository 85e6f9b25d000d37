import path from 'node:path';

/** A path for people: from the working folder where it is inside, else from the root. */
export function showPath(file: string): string {
  const relative = path.relative(process.cwd(), file) || '.';
  return relative.startsWith('..') ? path.resolve(file) : relative;
}
