import fs from 'node:fs';
import path from 'node:path';
import { describeDiskError } from '../../util/files/disk-error';
import { describeOddFile } from '../../util/files/file-kind';
import { UserError } from '../../util/user-error';

/** What systems and editors leave in folders: `.DS_Store`, `.ipynb_checkpoints`, `Thumbs.db`. */
const leftBySystems = /^(\..*|Thumbs\.db|desktop\.ini|__MACOSX)$/i;

/**
 * What is in a folder and in those below, by paths relative to it with `/` between their parts, in an
 * order that is the same on every machine.
 */
export interface DataFolder {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/**
 * Lists a folder of data. Links are followed; what systems leave there is no data.
 *
 * @throws UserError where something can't be listed, or is neither a file nor a folder.
 */
export function listDataFolder(folder: string): DataFolder {
  const [files, folders]: [string[], string[]] = [[], []];
  const walk = (start: string, above: readonly string[]): void => {
    const place = path.join(folder, start);
    const real = fs.realpathSync(place);
    if (above.includes(real)) throw oddEntry(place, 'is a link to a folder that it lies in');
    for (const name of fs.readdirSync(place)) {
      if (leftBySystems.test(name)) continue;
      const entry = start === '' ? name : `${start}/${name}`;
      const stats = fs.statSync(path.join(folder, entry), { throwIfNoEntry: false });
      if (stats === undefined) throw oddEntry(path.join(folder, entry), 'is a link to nothing');
      if (stats.isDirectory()) {
        folders.push(entry);
        walk(entry, [...above, real]);
        continue;
      }
      const odd = describeOddFile(stats);
      if (odd !== undefined) throw oddEntry(path.join(folder, entry), `is ${odd}, not a file`);
      files.push(entry);
    }
  };
  try {
    walk('', []);
  } catch (error) {
    throw describeDiskError(error, 'read', folder);
  }
  return { files: files.sort(), folders: folders.sort() };
}

const oddEntry = (place: string, problem: string): UserError =>
  new UserError(`${place} ${problem}`, { hint: 'Take it away, or put what it stands for there.' });
