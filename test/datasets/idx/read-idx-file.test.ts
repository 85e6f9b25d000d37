import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { DataFileError } from '../../../src/datasets/data-file-error';
import type { IdxFile } from '../../../src/datasets/idx/idx-archive';
import { readIdxFile } from '../../../src/datasets/idx/read-idx-file';
import { useScratchFolder } from '../../scratch-folder';
import { encodeIdx, sha256 } from './tiny-archive';

const scratch = useScratchFolder();
const values = Uint8Array.from({ length: 24 }, (_, at) => at * 9);
const unpacked = encodeIdx([2, 4, 3], values);
const packed = gzipSync(unpacked);
const known: IdxFile = {
  name: 'images',
  shape: [2, 4, 3],
  sha256: sha256(unpacked),
  packedBytes: packed.length,
};

const cache = () => path.join(scratch(), 'cache');

function write(bytes: Uint8Array): string {
  const source = path.join(scratch(), 'source');
  fs.writeFileSync(source, bytes);
  return source;
}

/** The unpacked copies, one. */
function copies(): [string] {
  const folder = path.join(cache(), 'unpacked');
  const [name, ...more] = fs.readdirSync(folder);
  if (name === undefined || more.length > 0) throw new Error('one copy expected');
  return [path.join(folder, name)];
}

function faultOf(source: string, file: IdxFile = known): string {
  try {
    readIdxFile(source, file, cache());
  } catch (error) {
    if (error instanceof DataFileError) return error.fault;
    throw error;
  }
  return 'no fault';
}

describe('readIdxFile', () => {
  it.each([
    ['packed', packed],
    ['unpacked', unpacked],
  ])('reads a %s file, and again by what it remembers', (_, bytes) => {
    const source = write(bytes);
    for (let time = 0; time < 2; time += 1) {
      const read = readIdxFile(source, known, cache());
      expect(read.values).toEqual(values);
      expect(read.sha256).toBe(sha256(unpacked));
    }
  });

  it('does not unpack a file again that has not changed', () => {
    const source = write(packed);
    readIdxFile(source, known, cache());
    const [copy] = copies();
    const madeAt = fs.statSync(copy).ino;
    expect(readIdxFile(source, known, cache()).values).toEqual(values);
    expect(fs.statSync(copy).ino).toBe(madeAt);
  });

  it('looks at a file again that was replaced by one that looks the same', () => {
    const other = Buffer.from(unpacked);
    other[20] = 1;
    const before = write(unpacked);
    fs.utimesSync(before, 1, 1);
    readIdxFile(before, known, cache());
    const source = write(other);
    fs.utimesSync(source, 1, 1);
    expect(faultOf(source)).toBe('wrong-checksum');
  });

  it.each([
    ['with the published checksum', known],
    ['without', { ...known, sha256: undefined, packedSha256: sha256(packed) }],
  ])('unpacks again what was changed in the cache, %s', (_, { sha256: published, ...rest }) => {
    const file = published === undefined ? rest : { ...rest, sha256: published };
    const source = write(packed);
    readIdxFile(source, file, cache());
    const [copy] = copies();
    const { atime, mtime } = fs.statSync(copy);
    for (const contents of [unpacked.map((byte, at) => (at === 20 ? 1 : byte)), 'damaged']) {
      fs.writeFileSync(copy, contents);
      fs.utimesSync(copy, atime, mtime);
      const read = readIdxFile(source, file, cache());
      expect(read).toEqual({ values, sha256: sha256(unpacked) });
      expect(fs.readFileSync(copy).equals(unpacked)).toBe(true);
    }
  });

  it('does not need a cache that can be written', () => {
    fs.writeFileSync(cache(), 'a file where the folder would be');
    expect(readIdxFile(write(packed), known, cache()).values).toEqual(values);
  });

  it('tells of contents that are not the published ones', () => {
    const other = encodeIdx(
      [2, 4, 3],
      values.map((value) => value ^ 1),
    );
    expect(faultOf(write(other))).toBe('wrong-checksum');
    expect(faultOf(write(gzipSync(other)))).toBe('wrong-checksum');
  });

  it('goes by the checksum of the packed file where that alone is published', () => {
    const { sha256: _, ...rest } = known;
    const file = { ...rest, packedSha256: sha256(packed) };
    expect(faultOf(write(packed), file)).toBe('no fault');
    expect(faultOf(write(unpacked), file)).toBe('no fault');
    expect(faultOf(write(gzipSync(unpacked, { level: 0 })), file)).toBe('wrong-checksum');
  });

  it('accepts no labels above 9', () => {
    const labels: IdxFile = { name: 'labels', shape: [3], packedBytes: 0 };
    expect(faultOf(write(encodeIdx([3], Uint8Array.of(0, 9, 5))), labels)).toBe('no fault');
    expect(faultOf(write(encodeIdx([3], Uint8Array.of(0, 10, 5))), labels)).toBe('wrong-label');
  });

  it('tells of truncated and damaged files', () => {
    expect(faultOf(write(unpacked.subarray(0, 30)))).toBe('truncated');
    expect(faultOf(write(packed.subarray(0, 30)))).toBe('truncated');
    const damaged = Buffer.from(packed);
    // The last eight bytes are the check sum of the contents and their length.
    damaged.writeUInt32LE(0, packed.length - 8);
    expect(faultOf(write(damaged))).toBe('corrupt-gzip');
  });

  it('stops unpacking where more comes than belongs there', () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(faultOf(write(bomb))).toBe('too-long');
    expect(faultOf(write(gzipSync(Buffer.concat([unpacked, Buffer.alloc(1)]))))).toBe('too-long');
  });

  it('does not read a file that is far too long', () => {
    const source = write(unpacked);
    // Without contents, but longer than Node can read.
    fs.truncateSync(source, 3 * 2 ** 30);
    expect(faultOf(source)).toBe('too-long');
  });

  it('says which file can not be read', () => {
    const source = path.join(scratch(), 'gone');
    expect(() => readIdxFile(source, known, cache())).toThrow(`Cannot read ${source}`);
  });
});
