import type { Stats } from 'node:fs';

/** What stands where a regular file is needed, or `undefined` for a regular file. */
export function describeOddFile(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a named pipe';
  if (stats.isSocket()) return 'a socket';
  return 'a device';
}
