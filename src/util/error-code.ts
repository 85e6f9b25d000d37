/** The code that Node gives a failure of the system, for instance `ENOSPC` or `Z_BUF_ERROR`. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return String(error.code);
}
