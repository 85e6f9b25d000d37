import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the server saw it. */
export interface SeenRequest {
  readonly path: string;
  readonly range: string | undefined;
}

/** A web server on this machine whose behaviour a test decides. */
export interface LocalMirror {
  /** Address of its root, ending in `/`. */
  readonly address: string;
  readonly requests: SeenRequest[];
  close(): Promise<void>;
}

/** Starts a server; `answer` may do to the connection what it likes. */
export async function startMirror(
  answer: (request: http.IncomingMessage, response: http.ServerResponse) => void,
): Promise<LocalMirror> {
  const requests: SeenRequest[] = [];
  const server = http.createServer((request, response) => {
    requests.push({ path: request.url ?? '', range: request.headers.range });
    answer(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Answers with a file, or with the part of it that was asked for. */
export function sendFile(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  bytes: Buffer,
): void {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (start >= bytes.length) {
    response.writeHead(416).end();
    return;
  }
  const part = bytes.subarray(start);
  response.writeHead(start === 0 ? 200 : 206, {
    'content-length': part.length,
    ...(start === 0
      ? {}
      : { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
  });
  response.end(part);
}

/** Sends some bytes of a longer answer, then cuts the connection. */
export function cutAfter(response: http.ServerResponse, sent: Buffer, length: number): void {
  response.writeHead(200, { 'content-length': length });
  response.write(sent, () => setTimeout(() => response.destroy(), 20));
}
