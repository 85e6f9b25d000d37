import fs from 'node:fs';
import { describeDiskError } from '../files/disk-error';

/**
 * Has whatever this process prints from now on go to the end of a file, also what native code prints.
 * A descriptor that is closed is the next that is given out (open(2)), so that no other thread may open
 * files meanwhile, and standard input has to be open.
 *
 * @throws UserError where the file can't be opened; what is printed then goes where it went before.
 */
export function redirectOutput(file: string): void {
  try {
    fs.closeSync(fs.openSync(file, 'a'));
  } catch (error) {
    throw describeDiskError(error, 'open', file);
  }
  for (const descriptor of [1, 2]) {
    fs.closeSync(descriptor);
    const opened = fs.openSync(file, 'a');
    if (opened !== descriptor) throw new Error(`Standard output went to descriptor ${opened}`);
  }
}
