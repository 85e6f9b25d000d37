import { UserError } from './user-error';

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
    hint: 'Give your user write access to that folder, or choose another one.',
  },
  EPERM: {
    reason: 'the operation is not permitted',
    hint: 'Give your user write access to that folder, or choose another one.',
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
  EIO: { reason: 'the disk reports an error', hint: 'Check the disk; the data may be damaged.' },
};

/**
 * Turns a failure of the file system into a `UserError` that says what failed, where and what to
 * do. Anything else is returned as it came, because it is a bug.
 *
 * @param action what was being done, for instance `write`.
 */
export function describeDiskError(error: unknown, action: string, path: string): unknown {
  if (typeof error !== 'object' || error === null || !('code' in error)) {
    return error;
  }
  const cause = causes[String(error.code)];
  if (cause === undefined) {
    return error;
  }
  return new UserError(`Cannot ${action} ${path}: ${cause.reason}`, {
    hint: cause.hint,
    cause: error,
  });
}
