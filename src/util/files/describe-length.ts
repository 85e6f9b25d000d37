import fs from 'node:fs';

/** What is wrong with the length of a file; undefined where it is right. Links are followed. */
export function describeLength(file: string, bytes: number): string | undefined {
  const found = fs.statSync(file, { throwIfNoEntry: false })?.size;
  if (found === undefined) return `${file} is missing`;
  return found === bytes ? undefined : `${file} has ${found} bytes in place of ${bytes}`;
}
