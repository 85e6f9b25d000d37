import fs from 'node:fs';
import { UserError } from '../user-error';
import { describeOddFile } from './file-kind';

/**
 * The bytes of a regular file, of which at most so many are read: a device may never end, and a
 * pipe may never begin.
 *
 * @throws UserError where it is no regular file or larger; what the system reports as it comes.
 */
export function readBoundedFile(file: string, maxBytes: number): Buffer {
  const odd = describeOddFile(fs.statSync(file));
  if (odd !== undefined) throw new UserError(`it is ${odd}, not a file`);
  const descriptor = fs.openSync(file, 'r');
  try {
    const chunks: Buffer[] = [];
    let total = 0;
    for (;;) {
      const chunk = Buffer.alloc(65_536);
      const count = fs.readSync(descriptor, chunk);
      if (count === 0) return Buffer.concat(chunks);
      total += count;
      if (total > maxBytes) throw new UserError(`it is larger than ${maxBytes / 1_000_000} MB`);
      chunks.push(chunk.subarray(0, count));
    }
  } finally {
    fs.closeSync(descriptor);
  }
}
