import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { hashContents } from '../../../src/datasets/files/hash-contents';
import { listDataFolder } from '../../../src/datasets/files/list-data-folder';
import { useScratchFolder } from '../../scratch-folder';

const scratch = useScratchFolder();

function write(name: string, content = 'x'): string {
  const file = path.join(scratch(), name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
  return file;
}

test('files and folders are listed in order, without what systems leave', () => {
  for (const name of ['b/2.png', 'b/c/1.png', 'a.txt', '.DS_Store', 'b/Thumbs.db']) write(name);
  for (const name of ['.ipynb_checkpoints/1.png', '__MACOSX/b/2.png']) write(name);
  fs.mkdirSync(path.join(scratch(), 'empty'));
  expect(listDataFolder(scratch())).toEqual({
    files: ['a.txt', 'b/2.png', 'b/c/1.png'],
    folders: ['b', 'b/c', 'empty'],
  });
});

test('links are followed; those to nothing and in circles are told of', () => {
  write('data/1.png');
  fs.symlinkSync(path.join(scratch(), 'data'), path.join(scratch(), 'same'));
  expect(listDataFolder(scratch()).files).toEqual(['data/1.png', 'same/1.png']);
  fs.symlinkSync(path.join(scratch(), 'gone'), path.join(scratch(), 'lost'));
  expect(() => listDataFolder(scratch())).toThrow('lost is a link to nothing');
  fs.rmSync(path.join(scratch(), 'lost'));
  fs.symlinkSync(scratch(), path.join(scratch(), 'data/circle'));
  expect(() => listDataFolder(scratch())).toThrow('is a link to a folder that it lies in');
});

test('a pipe is no file', () => {
  execFileSync('mkfifo', [path.join(scratch(), 'pipe')]);
  expect(() => listDataFolder(scratch())).toThrow('pipe is a named pipe, not a file');
});

test('the checksum of a folder follows names and contents, not what systems leave', () => {
  write('a/1.png');
  const before = hashContents(scratch());
  write('.DS_Store');
  expect(hashContents(scratch())).toBe(before);
  write('a/2.png');
  const more = hashContents(scratch());
  expect(more).not.toBe(before);
  fs.renameSync(path.join(scratch(), 'a/2.png'), path.join(scratch(), 'a/3.png'));
  expect(hashContents(scratch())).not.toBe(more);
});
