import { closeSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { describeDiskError } from '../../util/files/disk-error';
import { UserError } from '../../util/user-error';
import { describeNetworkError } from './network-error';
import { startTimeout } from './restartable-timeout';

/** What to download, and to where. */
export interface DownloadRequest {
  /** Addresses of the same file, tried in this order. */
  readonly addresses: readonly string[];
  /** Where the file goes once it is complete; until then `.part` is added to its name. */
  readonly target: string;
  /** A server that sends or announces more is given up. */
  readonly maxBytes: number;
  /** Throws a UserError where a complete file is not what it should be. */
  readonly verify: (file: string) => void;
  /** Called for every piece; `totalBytes` is absent where the server does not say. */
  readonly onProgress?: (receivedBytes: number, totalBytes: number | undefined) => void;
  /** How long a server may take to begin its answer. */
  readonly answerTimeoutMs?: number;
  /** How long it may then stay silent. */
  readonly silenceTimeoutMs?: number;
}

const defaultTimeouts = { answerTimeoutMs: 3000, silenceTimeoutMs: 15_000 };

/** Why an attempt failed, and whether the same server deserves another. */
interface Failure {
  readonly reason: string;
  readonly mayRetry: boolean;
}

/**
 * Downloads a file from the first address that has it. What was received before a connection broke,
 * in this process or an earlier one, is kept and continued where the server can do that. The
 * target appears by a rename, complete and verified, or not at all. Callers see to it that one
 * process at a time downloads a target.
 *
 * @returns the address that worked
 * @throws UserError with the reason of every address
 */
export async function downloadFile(request: DownloadRequest): Promise<string> {
  const reasons: string[] = [];
  for (const address of request.addresses) {
    for (let attempt = 1; ; attempt += 1) {
      const failure = await tryAddress(address, request);
      if (failure === undefined) return address;
      if (failure.mayRetry && attempt < 5) continue;
      reasons.push(`${new URL(address).host}: ${failure.reason}`);
      break;
    }
  }
  throw new UserError(reasons.join('; '));
}

async function tryAddress(address: string, request: DownloadRequest): Promise<Failure | undefined> {
  const part = `${request.target}.part`;
  if (sizeOf(part) > request.maxBytes) rmSync(part);
  const before = sizeOf(part);
  const failure = await receive(address, part, before, request);
  if (failure !== undefined) return failure;
  try {
    request.verify(part);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    rmSync(part, { force: true });
    // Pieces of different files may have met in it: what one server sends as a whole may be right.
    return { reason: error.message.replace(`${part}: `, ''), mayRetry: before > 0 };
  }
  renameSync(part, request.target);
  return undefined;
}

/** Appends to `part` what is still missing of a file, or starts it afresh. */
async function receive(
  address: string,
  part: string,
  before: number,
  request: DownloadRequest,
): Promise<Failure | undefined> {
  const { answerTimeoutMs, silenceTimeoutMs, maxBytes } = { ...defaultTimeouts, ...request };
  const timeout = startTimeout(answerTimeoutMs, 'no answer');
  let received = before;
  try {
    const response = await fetch(address, {
      signal: timeout.signal,
      // Servers must not pack or unpack on the way: the gzip file itself is wanted.
      headers: {
        'accept-encoding': 'identity',
        ...(before > 0 ? { range: `bytes=${before}-` } : {}),
      },
    });
    if (response.status === 416) {
      await response.body?.cancel();
      rmSync(part, { force: true });
      return { reason: 'the part that is there can not be continued', mayRetry: before > 0 };
    }
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      return { reason: `HTTP ${response.status} ${response.statusText}`.trim(), mayRetry: false };
    }
    const continues = response.status === 206 && rangeStart(response) === before;
    if (response.status === 206 && !continues) {
      await response.body.cancel();
      rmSync(part, { force: true });
      return { reason: 'the server sent another part than asked for', mayRetry: before > 0 };
    }
    received = continues ? before : 0;
    const length = response.headers.get('content-length');
    const totalBytes = length === null ? undefined : received + Number(length);
    if ((totalBytes ?? 0) > maxBytes) {
      await response.body.cancel();
      return { reason: describeExcess(maxBytes), mayRetry: false };
    }
    const descriptor = openSync(part, continues ? 'a' : 'w');
    try {
      for await (const piece of response.body) {
        timeout.restart(silenceTimeoutMs, 'nothing received');
        received += piece.length;
        if (received > maxBytes) break;
        writeSync(descriptor, piece);
        request.onProgress?.(received, totalBytes);
      }
    } finally {
      closeSync(descriptor);
    }
    if (received > maxBytes) {
      rmSync(part, { force: true });
      return { reason: describeExcess(maxBytes), mayRetry: before > 0 };
    }
    if (totalBytes === undefined || received >= totalBytes) return undefined;
    return { reason: 'the connection was cut', mayRetry: received > before };
  } catch (error) {
    if (!(error instanceof TypeError)) {
      const diskError = describeDiskError(error, 'write', part);
      if (diskError instanceof UserError) throw diskError;
    }
    const reason = timeout.reason() ?? describeNetworkError(error);
    return { reason, mayRetry: received > before };
  } finally {
    timeout.stop();
  }
}

function describeExcess(maxBytes: number): string {
  return `more than the ${maxBytes} bytes that the file can have`;
}

/** First byte of a partial answer: 100 in `Content-Range: bytes 100-199/200`. */
function rangeStart(response: Response): number | undefined {
  const match = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '');
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
