import fs from 'node:fs';
import promises from 'node:fs/promises';
import path from 'node:path';
import { syncTree } from '../../../src/util/files/sync-tree';
import { useScratchFolder } from '../../scratch-folder';

const folder = useScratchFolder();

afterEach(() => {
  jest.restoreAllMocks();
});

/** Syncs a folder and says what was synced, by paths in it. */
async function recordSyncs(refuse: (file: string) => string | undefined = () => undefined) {
  const synced: string[] = [];
  jest.spyOn(promises, 'open').mockImplementation(async (file) => {
    const code = refuse(String(file));
    if (code !== undefined) throw Object.assign(new Error(code), { code });
    const sync = async (): Promise<void> => void synced.push(path.relative(folder(), String(file)));
    return { sync, close: async () => {} } as promises.FileHandle;
  });
  await syncTree(folder());
  return synced;
}

test('every file and every folder is synced once, folders behind what is in them', async () => {
  fs.mkdirSync(path.join(folder(), 'model', 'parts'), { recursive: true });
  for (const name of ['run.json', 'model/a.bin', 'model/parts/b.bin']) {
    fs.writeFileSync(path.join(folder(), name), name);
  }
  fs.symlinkSync('nowhere', path.join(folder(), 'link'));
  const synced = await recordSyncs();
  const all = ['', 'model', 'model/a.bin', 'model/parts', 'model/parts/b.bin', 'run.json'];
  expect(synced.toSorted()).toEqual(all);
  expect(synced.indexOf('model/parts')).toBeGreaterThan(synced.indexOf('model/parts/b.bin'));
  expect(synced.at(-1)).toBe('');
});

test('what is gone meanwhile is nobody to wait for, and a disk that refuses is told', async () => {
  fs.writeFileSync(path.join(folder(), 'a'), '');
  expect(await recordSyncs((file) => (file.endsWith('/a') ? 'ENOENT' : undefined))).toEqual(['']);
  await expect(recordSyncs((file) => (file.endsWith('/a') ? 'ENOSPC' : undefined))).rejects.toThrow(
    `Cannot write ${path.join(folder(), 'a')}: the disk is full`,
  );
});
