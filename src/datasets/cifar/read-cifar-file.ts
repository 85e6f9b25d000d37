import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { describeDiskError } from '../../util/files/disk-error';
import { DataFileError } from '../data-file-error';
import { cifarSide } from './cifar-archive';

const planeSize = cifarSide * cifarSide;
const imageSize = 3 * planeSize;
/** A label, then a red, a green and a blue plane. */
const recordSize = 1 + imageSize;

/** Where the examples of a file go to. */
export interface CifarExamples {
  /** `[count, 32, 32, 3]` */
  readonly inputs: Uint8Array;
  /** `[count]` */
  readonly labels: Uint8Array;
}

/**
 * Reads a file of CIFAR-10's binary version, and turns its planes of color into pixels.
 *
 * @param start which example of `examples` its first one becomes.
 * @returns SHA-256 of the file.
 * @throws DataFileError where it is not whole or holds another label; UserError where it can't be read.
 */
export function readCifarFile(
  file: string,
  count: number,
  classCount: number,
  examples: CifarExamples,
  start: number,
): string {
  const bytes = readWhole(file, count * recordSize);
  for (let record = 0; record < count; record += 1) {
    const from = record * recordSize;
    const label = bytes[from] as number;
    if (label >= classCount) {
      const problem = `record ${record + 1} of ${count}, at byte ${from}, has the label ${label}, expected 0 to ${classCount - 1}`;
      throw new DataFileError('wrong-label', file, problem);
    }
    examples.labels[start + record] = label;
    const to = (start + record) * imageSize;
    for (let pixel = 0; pixel < planeSize; pixel += 1) {
      for (let channel = 0; channel < 3; channel += 1) {
        const value = bytes[from + 1 + channel * planeSize + pixel] as number;
        examples.inputs[to + pixel * 3 + channel] = value;
      }
    }
  }
  return createHash('sha256').update(bytes).digest('hex');
}

function readWhole(file: string, length: number): Uint8Array {
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(file, 'r');
    const { size } = fs.fstatSync(descriptor);
    if (size !== length) {
      const expected = `${size} bytes, expected ${length}: ${length / recordSize} records of ${recordSize} bytes`;
      if (size < length) throw new DataFileError('truncated', file, `truncated: ${expected}`);
      throw new DataFileError('too-long', file, `too long: ${expected}`);
    }
    return fs.readFileSync(descriptor);
  } catch (error) {
    throw describeDiskError(error, 'read', file);
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}
