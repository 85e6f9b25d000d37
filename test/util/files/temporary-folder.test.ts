import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  makeTemporaryFolder,
  removeAbandonedFolders,
} from '../../../src/util/files/temporary-folder';
import { useScratchFolder } from '../../scratch-folder';

const scratch = useScratchFolder();
const moduleFile = path.resolve(__dirname, '../../../src/util/files/temporary-folder.js');

beforeEach(() => {
  jest.spyOn(os, 'tmpdir').mockReturnValue(scratch());
});
afterEach(() => jest.restoreAllMocks());

/** A folder of a process that has ended without deleting it. */
function leaveFolder(): string {
  const program = `console.log(require(${JSON.stringify(moduleFile)}).makeTemporaryFolder('verify'))`;
  const env = { ...process.env, TMPDIR: scratch() };
  return execFileSync(process.execPath, ['-e', program], { env, encoding: 'utf8' }).trim();
}

test('what processes that are gone left is deleted, what is in use and what is not ours stays', () => {
  const own = makeTemporaryFolder('verify');
  const abandoned = leaveFolder();
  fs.writeFileSync(path.join(abandoned, 'file'), '');
  const foreign = path.join(
    scratch(),
    path.basename(abandoned).replace(/verify-[^-]+/, 'verify-x'),
  );
  const others = [foreign, path.join(scratch(), 'ablate-verify-abc'), path.join(scratch(), 'a')];
  for (const folder of others) fs.mkdirSync(folder);
  removeAbandonedFolders();
  expect(fs.existsSync(abandoned)).toBe(false);
  expect([own, ...others].map((folder) => fs.existsSync(folder))).toEqual([true, true, true, true]);
});

test.each([
  ['is missing', () => {}, /: there is no such folder$/],
  [
    'is a file',
    (place: string) => fs.writeFileSync(place, ''),
    /: a file stands where a folder is/,
  ],
])('a folder for temporary files that %s is named, with what to do', (_how, prepare, reason) => {
  const place = path.join(scratch(), 'place');
  prepare(place);
  jest.spyOn(os, 'tmpdir').mockReturnValue(place);
  expect(removeAbandonedFolders).not.toThrow();
  const thrown = (() => {
    try {
      return makeTemporaryFolder('verify');
    } catch (error) {
      return error;
    }
  })();
  expect(thrown).toMatchObject({
    name: 'UserError',
    message: expect.stringMatching(reason),
    hint: expect.stringMatching(/TMPDIR/),
  });
  expect((thrown as Error).message).toContain(place);
});
