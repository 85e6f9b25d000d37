import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { DataFileError } from '../../src/datasets/idx';
import type { IdxFile } from '../../src/datasets/idx-archive';
import { readIdxFile } from '../../src/datasets/read-idx-file';
import { useScratchFolder } from '../scratch-folder';
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
    fs.utimesSync(source, 1000, 1000);
    readIdxFile(source, known, cache());
    // Other bytes that look the same from outside: only who reads them can tell.
    fs.writeFileSync(source, Buffer.alloc(packed.length));
    fs.utimesSync(source, 1000, 1000);
    expect(readIdxFile(source, known, cache()).values).toEqual(values);
  });

  it('looks at a file again that was replaced', () => {
    const source = write(unpacked);
    readIdxFile(source, known, cache());
    const other = Buffer.from(unpacked);
    other[20] = 1;
    fs.writeFileSync(source, other);
    fs.utimesSync(source, 1, 1);
    expect(faultOf(source)).toBe('wrong-checksum');
  });

  it('unpacks again what was damaged in the cache', () => {
    const source = write(packed);
    readIdxFile(source, known, cache());
    for (const folder of ['unpacked', 'verified']) {
      for (const name of fs.readdirSync(path.join(cache(), folder))) {
        fs.writeFileSync(path.join(cache(), folder, name), 'damaged');
      }
      expect(readIdxFile(source, known, cache()).values).toEqual(values);
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

  it('says which file can not be read', () => {
    const source = path.join(scratch(), 'gone');
    expect(() => readIdxFile(source, known, cache())).toThrow(`Cannot read ${source}`);
  });
});
