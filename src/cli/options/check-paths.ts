import fs from 'node:fs';
import { describeOddFile } from '../../util/files/file-kind';

/** What options that name something on disk take: a folder that may still be missing, or one that is there. */
const folders: Readonly<Record<string, 'may be missing' | 'has to exist'>> = {
  'results-dir': 'may be missing',
  'data-dir': 'has to exist',
};

/** Says which option names the wrong kind of thing, if one does. */
export function checkPaths(options: Readonly<Record<string, unknown>>): string | undefined {
  for (const [name, need] of Object.entries(folders)) {
    const value = options[name];
    if (typeof value !== 'string') continue;
    const found = describeFolder(value);
    if (found === undefined || (found === missing && need === 'may be missing')) continue;
    return `--${name} ${value}: ${found}`;
  }
  return undefined;
}

const missing = 'there is no such folder';

/** What is wrong with a folder; nothing where it is one. */
function describeFolder(folder: string): string | undefined {
  try {
    const stats = fs.statSync(folder);
    if (stats.isDirectory()) return undefined;
    return `it is ${describeOddFile(stats) ?? 'a file'}, not a folder`;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return missing;
    if (code === 'ENOTDIR') return 'a file stands where a folder is needed';
    if (code === 'ELOOP') return 'it is a link that leads back to itself';
    if (code === 'ENAMETOOLONG') return 'the name is too long';
    return `it can't be read (${code})`;
  }
}
