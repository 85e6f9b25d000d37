import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { DataFileError } from '../../../src/datasets/data-file-error';
import { parseIdx } from '../../../src/datasets/idx/parse-idx';
import { isGzip, unpackGzip } from '../../../src/datasets/idx/unpack-gzip';
import { encodeIdx } from './tiny-archive';

const images = encodeIdx(
  [2, 2, 3],
  Uint8Array.from({ length: 12 }, (_, at) => at),
);

function faultOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof DataFileError) return `${error.fault}: ${error.message}`;
    throw error;
  }
  return 'no fault';
}

describe('parseIdx', () => {
  it('gives back the values of any file of the right shape', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
        fc.infiniteStream(fc.nat(255)),
        (shape, stream) => {
          const length = shape.reduce((product, size) => product * size, 1);
          const values = Uint8Array.from(stream.take(length));
          expect(parseIdx(encodeIdx(shape, values), shape, 'file')).toEqual(values);
        },
      ),
    );
  });

  it('calls a file truncated wherever it ends too early', () => {
    for (let length = 0; length < images.length; length += 1) {
      expect(faultOf(() => parseIdx(images.subarray(0, length), [2, 2, 3], 'file'))).toMatch(
        /^truncated: file: truncated/,
      );
    }
  });

  it.each([
    [
      'labels where images belong',
      encodeIdx([12], new Uint8Array(12)),
      'wrong-magic: file: not an IDX file of images: its magic number is 0x00000801, expected 0x00000803',
    ],
    [
      'another number of examples',
      encodeIdx([3, 2, 2], new Uint8Array(12)),
      'wrong-count: file: holds 3 examples, expected 2',
    ],
    [
      'images of another size',
      encodeIdx([2, 3, 2], new Uint8Array(12)),
      'wrong-shape: file: examples are 3x2, expected 2x3',
    ],
    [
      'bytes behind the end',
      Buffer.concat([images, Buffer.alloc(1)]),
      'too-long: file: too long: 29 bytes where 28 belong',
    ],
  ])('tells of %s', (_, bytes, message) => {
    expect(faultOf(() => parseIdx(bytes, [2, 2, 3], 'file'))).toBe(message);
  });
});

describe('unpackGzip', () => {
  const packed = gzipSync(Buffer.from('some values '.repeat(100)));
  const length = 1200;

  it('unpacks', () => {
    expect(isGzip(packed)).toBe(true);
    expect(isGzip(images)).toBe(false);
    expect(Buffer.from(unpackGzip(packed, length, 'file')).toString()).toBe(
      'some values '.repeat(100),
    );
  });

  it('tells a file that ends early from one that is damaged', () => {
    expect(faultOf(() => unpackGzip(packed.subarray(0, -9), length, 'file'))).toBe(
      'truncated: file: the gzip file ends early, it is truncated',
    );
    const damaged = Buffer.from(packed);
    damaged.writeUInt8(damaged.readUInt8(packed.length - 6) ^ 1, packed.length - 6);
    expect(faultOf(() => unpackGzip(damaged, length, 'file'))).toBe(
      'corrupt-gzip: file: the gzip file is corrupt and can not be unpacked',
    );
  });
});
