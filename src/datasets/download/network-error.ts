import { errorCode } from '../../util/error-code';

const networkReasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known, is there a network?',
  EAI_AGAIN: 'its name can not be looked up, is there a network?',
  ECONNREFUSED: 'connection refused',
  ENETUNREACH: 'no network',
};

/** Says why `fetch` failed: its TypeError has the failure of the connection as its cause. */
export function describeNetworkError(error: unknown): string {
  const code = errorCode(isObject(error) && isObject(error.cause) ? error.cause : error);
  if (code !== undefined && networkReasons[code] !== undefined) return networkReasons[code];
  return `the connection broke${code === undefined ? '' : ` (${code})`}`;
}

function isObject(value: unknown): value is { readonly cause?: unknown } {
  return typeof value === 'object' && value !== null;
}
