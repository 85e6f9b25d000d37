import fs from 'node:fs';
import { describeOddFile } from '../../util/files/file-kind';

/** What is wrong with a folder; nothing where it is one, or may be missing and is. */
export function describeWrongFolder(folder: string, mayBeMissing: boolean): string | undefined {
  try {
    const stats = fs.statSync(folder);
    if (stats.isDirectory()) return undefined;
    return `it is ${describeOddFile(stats) ?? 'a file'}, not a folder`;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return mayBeMissing ? undefined : 'there is no such folder';
    if (code === 'ENOTDIR') return 'a file stands where a folder is needed';
    if (code === 'ELOOP') return 'it is a link that leads back to itself';
    if (code === 'ENAMETOOLONG') return 'the name is too long';
    return `it can't be read (${code})`;
  }
}
