import fs from 'node:fs';
import path from 'node:path';
import { AppendFile } from '../../../src/util/files/append-file';
import { useScratchFolder } from '../../scratch-folder';

const folder = useScratchFolder();

afterEach(() => {
  jest.restoreAllMocks();
});

test('a piece is on disk when the call returns', () => {
  const file = AppendFile.open(path.join(folder(), 'a'), 'create');
  file.append(Buffer.from('one '));
  file.append(Buffer.from('two'));
  expect(fs.readFileSync(file.path, 'utf8')).toBe('one two');
  file.close();
});

test('goes on behind what is there, and refuses to create it twice', () => {
  const file = path.join(folder(), 'a');
  fs.writeFileSync(file, 'old ');
  const extended = AppendFile.open(file, 'extend');
  extended.append(Buffer.from('new'));
  extended.close();
  expect(fs.readFileSync(file, 'utf8')).toBe('old new');
  expect(() => AppendFile.open(file, 'create')).toThrow('a file of that name is already there');
});

test('a piece that the disk takes only in part is taken back', () => {
  const file = AppendFile.open(path.join(folder(), 'a'), 'create');
  file.append(Buffer.from('whole '));
  const write = fs.writeSync;
  const spy = jest
    .spyOn(fs, 'writeSync')
    .mockImplementationOnce(((fd: number, piece: Buffer) =>
      write(fd, piece, 0, 2)) as typeof fs.writeSync);
  spy.mockImplementationOnce(() => {
    throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
  });

  expect(() => file.append(Buffer.from('torn'))).toThrow(
    `Cannot write ${file.path}: the disk is full`,
  );
  expect(fs.readFileSync(file.path, 'utf8')).toBe('whole ');

  spy.mockRestore();
  file.append(Buffer.from('again'));
  expect(fs.readFileSync(file.path, 'utf8')).toBe('whole again');
  file.close();
});

(fs.existsSync('/dev/full') ? test : test.skip)('a device that is full says so', () => {
  const file = AppendFile.open('/dev/full', 'extend');
  expect(() => file.append(Buffer.from('x'))).toThrow('Cannot write /dev/full: the disk is full');
  file.close();
});
