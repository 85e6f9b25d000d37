import path from 'node:path';
import { UserError } from '../util/user-error';

/** What was thrown by own code, in a line. */
export function describeFault(error: unknown): string {
  const text = isError(error) ? error.message : String(error);
  return text.split('\n')[0]?.trim() || 'it throws';
}

/** By what it has, because own code may be executed in a realm of its own. */
function isError(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'message' in error;
}

/** Where in the user's files it happened: `swish.ts:3:7`, or the file where that can't be told. */
export function placeFault(error: unknown, file: string): string {
  const stack = isError(error) ? (error.stack ?? '') : '';
  const folder = path.dirname(file) + path.sep;
  const line = stack.split('\n').find((text) => text.includes(folder));
  const start = line?.indexOf(folder) ?? -1;
  const place = line?.slice(start).match(/^.*?:\d+:\d+/)?.[0];
  return place ?? file;
}

/** Calls own code; what it throws is told as the user's, with its place. */
export function callOwnCode<Result>(file: string, call: () => Result): Result {
  try {
    return call();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`own code fails: ${describeFault(error)}`, {
      hint: `In ${placeFault(error, file)}`,
    });
  }
}
