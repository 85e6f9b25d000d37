import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  removeAbandonedTemporaries,
  removeTemporaries,
  writeFileAtomic,
} from '../../../src/util/files/atomic-write';
import { UserError } from '../../../src/util/user-error';
import { useScratchFolder } from '../../scratch-folder';

const folder = useScratchFolder();

afterEach(() => {
  jest.restoreAllMocks();
});

test('replaces a file and leaves nothing else in the folder', () => {
  const file = path.join(folder(), 'a.json');
  writeFileAtomic(file, 'old');
  writeFileAtomic(file, 'new ünïcode');
  expect(fs.readFileSync(file, 'utf8')).toBe('new ünïcode');
  expect(fs.readdirSync(folder())).toEqual(['a.json']);
});

test('joins parts, each a view of its own', () => {
  const file = path.join(folder(), 'a.bin');
  const block = Uint8Array.of(0, 1, 2, 3, 4);
  writeFileAtomic(file, [block.subarray(3), block.subarray(0, 2), new Uint8Array(0)]);
  expect([...fs.readFileSync(file)]).toEqual([3, 4, 0, 1]);
});

test.each([
  ['ENOSPC', 'the disk is full', 'Free some space, then run the same command again.'],
  [
    'EROFS',
    'the file system is read-only',
    'Choose a results folder on a disk that can be written.',
  ],
  ['EACCES', 'permission denied', 'Give your user access to it, or choose another folder.'],
])('%s leaves the old file, no temporary one, and says what to do', (code, reason, hint) => {
  const file = path.join(folder(), 'a.json');
  writeFileAtomic(file, 'old');
  const write = fs.writeSync;
  let calls = 0;
  jest.spyOn(fs, 'writeSync').mockImplementation(((descriptor: number, part: Uint8Array) => {
    calls += 1;
    if (calls > 1) throw Object.assign(new Error(code), { code });
    return write(descriptor, part, 0, 3);
  }) as typeof fs.writeSync);

  const error = catchError(() => writeFileAtomic(file, 'much longer than three bytes'));

  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ message: `Cannot write ${file}: ${reason}`, hint });
  expect(fs.readFileSync(file, 'utf8')).toBe('old');
  expect(fs.readdirSync(folder())).toEqual(['a.json']);
});

test('a folder that is gone is said to be', () => {
  const file = path.join(folder(), 'gone', 'a.json');
  expect(catchError(() => writeFileAtomic(file, ''))).toMatchObject({
    message: `Cannot write ${file}: the folder is gone`,
  });
});

test('an error of another kind is passed on, and leaves no temporary file', () => {
  jest.spyOn(fs, 'renameSync').mockImplementation(() => {
    throw new RangeError('a bug');
  });
  expect(() => writeFileAtomic(path.join(folder(), 'a'), '')).toThrow(RangeError);
  expect(fs.readdirSync(folder())).toEqual([]);
});

test('clears what killed writers left, and nothing else', () => {
  fs.writeFileSync(path.join(folder(), '.ablate-123-4.tmp'), '');
  fs.writeFileSync(path.join(folder(), 'notes.tmp'), '');
  removeTemporaries(folder());
  expect(fs.readdirSync(folder())).toEqual(['notes.tmp']);
});

function catchError(action: () => void): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

test('what is no ordinary file is never replaced', () => {
  const pipe = path.join(folder(), 'pipe');
  execFileSync('mkfifo', [pipe]);
  for (const [target, kind] of [
    [pipe, 'a named pipe'],
    ['/dev/null', 'a device'],
    ['/dev/ablate', 'a file of the system'],
  ] as const) {
    const error = catchError(() => writeFileAtomic(target, 'new'));
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ message: `Cannot write ${target}: it is ${kind}` });
  }
  expect(fs.statSync(pipe).isFIFO()).toBe(true);
});

test('what processes that are gone left is cleared, what others may yet finish is not', () => {
  const host = os.hostname().replace(/[^A-Za-z0-9-]/g, '-');
  const gone = 2 ** 22 + 1;
  const names = {
    abandoned: [`.ablate-${gone}-1.tmp`, `.ablate-${host}-${gone}-2.tmp`],
    kept: [`.ablate-elsewhere-${gone}-1.tmp`, `.ablate-${host}-${process.pid}-99.tmp`, 'a.tmp'],
  };
  for (const name of [...names.abandoned, ...names.kept]) {
    fs.writeFileSync(path.join(folder(), name), '');
  }
  removeAbandonedTemporaries(folder());
  expect(fs.readdirSync(folder()).sort()).toEqual(names.kept.sort());
});
