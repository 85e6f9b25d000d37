import fs from 'node:fs';
import path from 'node:path';
import { findDamage, hasManifest, writeManifest } from '../../scripts/file-manifest';
import { useScratchFolder } from '../scratch-folder';

const folder = useScratchFolder();
const library = () => path.join(folder(), 'lib', 'library.so');

beforeEach(() => {
  fs.mkdirSync(path.join(folder(), 'lib'));
  fs.writeFileSync(library(), 'machine code');
  fs.writeFileSync(path.join(folder(), 'header.h'), '');
});

describe('a manifest', () => {
  it('finds nothing wrong with what it was written for', () => {
    expect(hasManifest(folder())).toBe(false);
    expect(findDamage(folder(), 'contents')).toBeUndefined();
    writeManifest(folder());
    expect(hasManifest(folder())).toBe(true);
    expect(findDamage(folder(), 'contents')).toBeUndefined();
  });

  it.each<[string, () => void, string]>([
    ['cut off', () => fs.truncateSync(library(), 7), 'has 7 bytes in place of 12'],
    ['emptied', () => fs.truncateSync(library()), 'has 0 bytes in place of 12'],
    ['deleted', () => fs.rmSync(library()), 'is missing'],
  ])('names a file that was %s by its length alone', (_, damage, description) => {
    writeManifest(folder());
    damage();
    expect(findDamage(folder(), 'lengths')).toBe(`${library()} ${description}`);
  });

  it('names a file whose contents changed, whatever its length and time say', () => {
    writeManifest(folder());
    const { atime, mtime } = fs.statSync(library());
    fs.writeFileSync(library(), 'Machine code');
    fs.utimesSync(library(), atime, mtime);
    expect(findDamage(folder(), 'lengths')).toBeUndefined();
    expect(findDamage(folder(), 'contents')).toBe(`${library()} has changed`);
  });
});
