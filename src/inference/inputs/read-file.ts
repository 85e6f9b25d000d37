import { explainDiskError } from '../../util/files/disk-error';
import { readBoundedFile } from '../../util/files/read-bounded-file';
import { UserError } from '../../util/user-error';

/** Files beyond this are not read at once. */
const maxBytes = 500_000_000;

/**
 * The bytes of a file of inputs.
 *
 * @throws UserError where it can't be read, is no regular file or is too large.
 */
export function readFile(file: string): Buffer {
  try {
    return readBoundedFile(file, maxBytes);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason =
      error instanceof UserError
        ? error.message
        : code === 'ENOENT'
          ? 'there is no such file'
          : (explainDiskError(error) ?? String(error));
    throw new UserError(`${file} can't be read: ${reason}`);
  }
}
