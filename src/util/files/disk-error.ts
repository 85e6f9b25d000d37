import { UserError } from '../user-error';

/** What the user can do about a failed disk operation, by the error code of the system. */
const causes: Readonly<Record<string, { reason: string; hint: string }>> = {
  ENOSPC: { reason: 'the disk is full', hint: 'Free some space, then run the same command again.' },
  EDQUOT: {
    reason: 'the disk quota is used up',
    hint: 'Free some space, then run the same command again.',
  },
  EROFS: {
    reason: 'the file system is read-only',
    hint: 'Choose a results folder on a disk that can be written.',
  },
  EACCES: {
    reason: 'permission denied',
    hint: 'Give your user access to it, or choose another folder.',
  },
  EPERM: {
    reason: 'the operation is not permitted',
    hint: 'Give your user access to it, or choose another folder.',
  },
  ENOENT: {
    reason: 'the folder is gone',
    hint: 'It was moved or deleted during the run; run the same command again.',
  },
  ENOTDIR: {
    reason: 'a file stands where a folder is needed',
    hint: 'Move that file away, or choose another folder.',
  },
  EEXIST: {
    reason: 'a file of that name is already there',
    hint: 'Move that file away, or choose another folder.',
  },
  EISDIR: {
    reason: 'a folder stands where a file is needed',
    hint: 'Move that folder away, or choose another one.',
  },
  EMFILE: {
    reason: 'too many files are open',
    hint: 'Raise the limit of open files (`ulimit -n`), or run fewer jobs at once.',
  },
  ENFILE: {
    reason: 'too many files are open on this machine',
    hint: 'Close other programs, or run fewer jobs at once.',
  },
  ELOOP: {
    reason: 'its symbolic links lead in a circle',
    hint: 'Delete the link that leads back, or choose another folder.',
  },
  ENAMETOOLONG: {
    reason: 'its name is too long for this file system',
    hint: 'Choose a folder with a shorter path.',
  },
  EFBIG: {
    reason: 'the file may not grow any further',
    hint: 'Raise the limit of file sizes (`ulimit -f`), or choose a folder on another disk.',
  },
  ENOTEMPTY: {
    reason: 'a folder of that name is there and not empty',
    hint: 'Move that folder away, then run the same command again.',
  },
  EXDEV: {
    reason: 'it would have to go to another disk',
    hint: 'Keep the folder of the results on one disk.',
  },
  EBUSY: {
    reason: 'another program holds it',
    hint: 'End that program, then run the same command again.',
  },
  ESTALE: {
    reason: 'the network drive has lost it',
    hint: 'Check that the drive is connected, then run the same command again.',
  },
  ERR_FS_FILE_TOO_LARGE: {
    reason: 'it is too large to be read at once',
    hint: 'Ablate reads files of up to 2 GiB; take another one, or one with less in it.',
  },
  ERR_STRING_TOO_LONG: {
    reason: 'it is too large to be read as text',
    hint: 'Ablate reads texts of up to 512 MiB; take another one, or one with less in it.',
  },
  ERR_FS_EISDIR: {
    reason: 'a folder stands where a file is needed',
    hint: 'Move that folder away, or choose another one.',
  },
  EIO: { reason: 'the disk reports an error', hint: 'Check the disk; the data may be damaged.' },
};

/**
 * Turns a failure of the file system that names its file, and that nobody on its way has described,
 * into a `UserError`. Anything else is returned as it came.
 */
export function describeSystemError(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return error;
  if (!('path' in error) || !('syscall' in error)) return error;
  return describeDiskError(error, String(error.syscall), String(error.path));
}

/** What the system's answer says, as the end of a sentence; undefined where it is none of a system. */
export function explainDiskError(error: unknown): string | undefined {
  return findCause(error)?.reason;
}

function findCause(error: unknown): { reason: string; hint: string } | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  const cause = causes[String(error.code)];
  if (cause !== undefined || !('syscall' in error)) return cause;
  return {
    reason: `the system answers ${String(error.code)}`,
    hint: 'Check that path and its disk, then run the same command again.',
  };
}

/**
 * Turns a failure of the file system into a `UserError` that says what failed, where and what to
 * do. Anything else is returned as it came, because it is a bug.
 *
 * @param action what was being done, for instance `write`.
 */
export function describeDiskError(error: unknown, action: string, path: string): unknown {
  const cause = findCause(error);
  if (cause === undefined) return error;
  return new UserError(`Cannot ${action} ${path}: ${cause.reason}`, {
    hint: cause.hint,
    cause: error,
  });
}
