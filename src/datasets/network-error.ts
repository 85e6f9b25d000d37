const networkReasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known, is there a network?',
  EAI_AGAIN: 'its name can not be looked up, is there a network?',
  ECONNREFUSED: 'connection refused',
  ENETUNREACH: 'no network',
};

/** Says why `fetch` failed: it throws a TypeError that has the failure of the connection as its cause. */
export function describeNetworkError(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = errorCode(cause);
  if (code !== undefined && networkReasons[code] !== undefined) return networkReasons[code];
  return `the connection broke${code === undefined ? '' : ` (${code})`}`;
}

/** The code of a failure of the system, for instance `ENOSPC`. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return String(error.code);
}
