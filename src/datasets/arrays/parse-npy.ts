import { countValues } from '../../util/count-values';
import { UserError } from '../../util/user-error';
import type { ArrayUse, NumericArray } from './numeric-array';

/** How one value of each type of NumPy is read from bytes that are little-endian. */
const types: Readonly<
  Record<string, { readonly bytes: number; readonly read: (view: DataView, at: number) => number }>
> = {
  '|u1': { bytes: 1, read: (view, at) => view.getUint8(at) },
  '|i1': { bytes: 1, read: (view, at) => view.getInt8(at) },
  '|b1': { bytes: 1, read: (view, at) => view.getUint8(at) },
  '<u2': { bytes: 2, read: (view, at) => view.getUint16(at, true) },
  '<i2': { bytes: 2, read: (view, at) => view.getInt16(at, true) },
  '<u4': { bytes: 4, read: (view, at) => view.getUint32(at, true) },
  '<i4': { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  '<i8': { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
  '<u8': { bytes: 8, read: (view, at) => Number(view.getBigUint64(at, true)) },
  '<f4': { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  '<f8': { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
};

/**
 * Reads an NPY file, version 1 to 3 (NumPy Enhancement Proposal 1): magic, version, length of the
 * header, a Python mapping with type, order and shape, then the values.
 *
 * @param title what errors call it.
 * @throws UserError where it is none, is damaged, or holds what is not numbers.
 */
export function parseNpy(bytes: Uint8Array, title: string, use: ArrayUse): NumericArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12) throw fault(title, `truncated: only ${bytes.length} bytes`);
  if (Buffer.from(bytes.subarray(1, 6)).toString('latin1') !== 'NUMPY' || bytes[0] !== 0x93) {
    throw fault(title, 'not a file that numpy.save wrote: its first bytes are others');
  }
  const [start, length] =
    bytes[6] === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  const header = Buffer.from(bytes.subarray(start, start + length)).toString('latin1');
  const [, type] = /'descr':\s*'([^']*)'/.exec(header) ?? [];
  const [, order] = /'fortran_order':\s*(True|False)/.exec(header) ?? [];
  const [, sizes] = /'shape':\s*\(([\d,\s]*)\)/.exec(header) ?? [];
  if (order === undefined || sizes === undefined || !header.trimEnd().endsWith('}')) {
    throw fault(title, 'its header is damaged');
  }
  const reader = type === undefined ? undefined : types[type];
  if (reader === undefined) {
    throw fault(
      title,
      `holds values of type ${type ?? 'structure'}, expected one of ${Object.keys(types).join(', ')}`,
    );
  }
  const shape = sizes.split(',').flatMap((size) => (size.trim() === '' ? [] : [Number(size)]));
  const count = countValues(shape);
  const expected = start + length + count * reader.bytes;
  if (bytes.length !== expected) {
    const problem = bytes.length < expected ? 'truncated' : 'too long';
    throw fault(title, `${problem}: ${bytes.length} bytes where ${expected} belong`);
  }
  const body = bytes.subarray(start + length);
  const values = order === 'False' && type === '|u1' ? body : readValues();
  return { title, shape, values };

  function readValues(): NumericArray['values'] {
    const isByte = type === '|u1';
    const kind = isByte ? Uint8Array : use === 'inputs' ? Float32Array : Float64Array;
    const filled = new kind(count);
    const data = new DataView(body.buffer, body.byteOffset, body.byteLength);
    const { bytes: width, read } = reader as (typeof types)[string];
    if (order === 'False') {
      for (let at = 0; at < count; at += 1) filled[at] = read(data, at * width);
      return filled;
    }
    // Column-major: the first axis runs fastest.
    const strides = shape.map((_, axis) => countValues(shape.slice(axis + 1)));
    const place = shape.map(() => 0);
    for (let at = 0; at < count; at += 1) {
      const to = place.reduce((sum, index, axis) => sum + index * (strides[axis] as number), 0);
      filled[to] = read(data, at * width);
      for (let axis = 0; axis < place.length; axis += 1) {
        place[axis] = (place[axis] as number) + 1;
        if ((place[axis] as number) < (shape[axis] as number)) break;
        place[axis] = 0;
      }
    }
    return filled;
  }
}

function fault(title: string, problem: string): UserError {
  return new UserError(`${title}: ${problem}`, {
    hint: 'Write it anew with numpy.save or numpy.savez, as an array of numbers.',
  });
}
