import fs from 'node:fs';
import path from 'node:path';
import {
  describeDiskError,
  describeSystemError,
  explainDiskError,
} from '../../../src/util/files/disk-error';
import { listFolder } from '../../../src/util/files/list-folder';
import { UserError } from '../../../src/util/user-error';
import { useScratchFolder } from '../../scratch-folder';

const scratch = useScratchFolder();

function errorOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail');
}

test('every answer of the system becomes words, also one that is not known', () => {
  const strange = Object.assign(new Error('x'), { code: 'EWHAT', syscall: 'open' });
  expect(describeDiskError(strange, 'open', '/a')).toEqual(
    new UserError('Cannot open /a: the system answers EWHAT'),
  );
});

test('a mistake of the program stays what it is', () => {
  const bug = errorOf(() => fs.readFileSync({} as string));
  expect(describeDiskError(bug, 'read', '/a')).toBe(bug);
  expect(describeSystemError(bug)).toBe(bug);
  expect(explainDiskError(bug)).toBeUndefined();
});

test('a failure that names its file is described without being caught on its way', () => {
  const missing = path.join(scratch(), 'missing');
  expect(describeSystemError(errorOf(() => fs.statSync(missing)))).toBeInstanceOf(UserError);
});

test('folders are listed, missing ones are empty, and what is none says why', () => {
  const at = (name: string): string => path.join(scratch(), name);
  fs.writeFileSync(at('file'), '');
  fs.symlinkSync(at('loop'), at('loop'));
  expect(listFolder(scratch()).map(({ name }) => name)).toEqual(['file', 'loop']);
  expect(listFolder(at('missing'))).toEqual([]);
  expect(() => listFolder(at('file'))).toThrow('a file stands where a folder is needed');
  expect(() => listFolder(at('loop'))).toThrow('its symbolic links lead in a circle');
  expect(() => listFolder(at('x'.repeat(400)))).toThrow('its name is too long');
});
