import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../../../src/util/files/make-folder';
import { UserError } from '../../../src/util/user-error';
import { useScratchFolder } from '../../scratch-folder';

const scratch = useScratchFolder();

test('makes all that is missing, and leaves alone what is there', () => {
  const folder = path.join(scratch(), 'a', 'b', 'c');
  makeFolder(folder);
  fs.writeFileSync(path.join(folder, 'file'), 'content');
  makeFolder(folder);
  makeFolder(path.dirname(folder));
  expect(fs.readFileSync(path.join(folder, 'file'), 'utf8')).toBe('content');
});

test('takes a link to a folder for a folder', () => {
  fs.symlinkSync(scratch(), path.join(scratch(), 'link'));
  makeFolder(path.join(scratch(), 'link'));
  makeFolder(path.join(scratch(), 'link', 'inside'));
  expect(fs.existsSync(path.join(scratch(), 'inside'))).toBe(true);
});

test('says what stands in the way', () => {
  const file = path.join(scratch(), 'file');
  fs.writeFileSync(file, '');
  expect(() => makeFolder(file)).toThrow(`Cannot create ${file}: a file stands where`);
  const below = path.join(file, 'below', 'it');
  expect(() => makeFolder(below)).toThrow(UserError);
  expect(() => makeFolder(below)).toThrow('a file stands where a folder is needed');
});

const testWithProc = fs.existsSync('/proc/self') ? test : test.skip;

testWithProc('ends where nothing can be made', () => {
  expect(() => makeFolder('/proc/ablate/results')).toThrow(UserError);
});
