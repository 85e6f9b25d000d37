import { countValues } from '../../util/count-values';
import { DataFileError } from '../data-file-error';

/** Length in bytes of an unpacked IDX file whose values have a shape. */
export function idxLength(shape: readonly number[]): number {
  return headerLength(shape) + countValues(shape);
}

function headerLength(shape: readonly number[]): number {
  return 4 + 4 * shape.length;
}

/** The third byte of the magic number of a file of unsigned bytes. */
const unsignedByte = 0x08;

/**
 * Reads an unpacked IDX file of unsigned bytes (LeCun, Cortes, Burges, "The MNIST database": magic
 * 0, 0, type, rank; one big-endian 32-bit size per axis; the values, row-major).
 *
 * @param bytes the whole file
 * @param shape what it has to hold: `[count, height, width]` for images, `[count]` for labels
 * @param file named in errors
 * @returns a view of the values, `shape`
 * @throws DataFileError
 */
export function parseIdx(bytes: Uint8Array, shape: readonly number[], file: string): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = (unsignedByte << 8) | shape.length;
  if (bytes.length >= 4 && view.getUint32(0) !== magic) {
    const kind = shape.length === 1 ? 'labels' : 'images';
    throw new DataFileError(
      'wrong-magic',
      file,
      `not an IDX file of ${kind}: its magic number is ${hex(view.getUint32(0))}, expected ${hex(magic)}`,
    );
  }
  if (bytes.length < headerLength(shape)) {
    throw new DataFileError('truncated', file, `truncated: only ${bytes.length} bytes`);
  }
  const found = shape.map((_, axis) => view.getUint32(4 + 4 * axis));
  const [count] = shape;
  if (found[0] !== count) {
    throw new DataFileError('wrong-count', file, `holds ${found[0]} examples, expected ${count}`);
  }
  if (found.some((size, axis) => size !== shape[axis])) {
    throw new DataFileError(
      'wrong-shape',
      file,
      `examples are ${found.slice(1).join('x')}, expected ${shape.slice(1).join('x')}`,
    );
  }
  const length = idxLength(shape);
  if (bytes.length !== length) {
    const short = bytes.length < length;
    throw new DataFileError(
      short ? 'truncated' : 'too-long',
      file,
      `${short ? 'truncated' : 'too long'}: ${bytes.length} bytes where ${length} belong`,
    );
  }
  return bytes.subarray(headerLength(shape));
}

function hex(magic: number): string {
  return `0x${magic.toString(16).padStart(8, '0')}`;
}
