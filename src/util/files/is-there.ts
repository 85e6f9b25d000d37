import fs from 'node:fs';

/** Whether something stands under a path: also a link that leads nowhere, or what can't be read. */
export function isThere(file: string): boolean {
  try {
    fs.lstatSync(file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code !== 'ENOENT' && code !== 'ENOTDIR';
  }
}
