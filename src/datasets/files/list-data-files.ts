import fs from 'node:fs';
import path from 'node:path';

/** What systems and editors leave in folders: `.DS_Store`, `.ipynb_checkpoints`, `Thumbs.db`. */
const leftBySystems = /^(\..*|Thumbs\.db|desktop\.ini|__MACOSX)$/i;

/**
 * The files in a folder and in those below, by paths relative to it with `/` between their parts,
 * in an order of their own on every machine. What systems leave there is no data.
 */
export function listDataFiles(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !leftBySystems.test(name))
    .flatMap((entry) => {
      const place = path.join(folder, entry.name);
      return fs.statSync(place).isDirectory()
        ? listDataFiles(place).map((name) => `${entry.name}/${name}`)
        : [entry.name];
    })
    .sort();
}

/** The folders in a folder and in those below, as `listDataFiles` tells of files. */
export function listDataFolders(folder: string): string[] {
  return fs
    .readdirSync(folder)
    .filter((name) => !leftBySystems.test(name))
    .filter((name) => fs.statSync(path.join(folder, name)).isDirectory())
    .flatMap((name) => [
      name,
      ...listDataFolders(path.join(folder, name)).map((inner) => `${name}/${inner}`),
    ])
    .sort();
}
