import fs from 'node:fs';
import type http from 'node:http';
import path from 'node:path';
import { type DownloadRequest, downloadFile } from '../../../src/datasets/download/download-file';
import { UserError } from '../../../src/util/user-error';
import { useScratchFolder } from '../../scratch-folder';
import { cutAfter, type LocalMirror, sendFile, startMirror } from './local-mirror';

const contents = Buffer.from(Uint8Array.from({ length: 200_000 }, (_, at) => (at * at) % 251));
const scratch = useScratchFolder();
const mirrors: LocalMirror[] = [];

afterEach(async () => {
  await Promise.all(mirrors.splice(0).map((mirror) => mirror.close()));
});

type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void;

async function serve(answer: Answer): Promise<LocalMirror> {
  const mirror = await startMirror(answer);
  mirrors.push(mirror);
  return mirror;
}

const target = () => path.join(scratch(), 'file');

function download(from: readonly LocalMirror[], options: Partial<DownloadRequest> = {}) {
  return downloadFile({
    addresses: from.map(({ address }) => `${address}file`),
    target: target(),
    maxBytes: contents.length + 100,
    verify: (file) => {
      if (!fs.readFileSync(file).equals(contents)) throw new UserError(`${file}: not the file`);
    },
    ...options,
  });
}

function expectComplete(): void {
  expect(fs.readFileSync(target()).equals(contents)).toBe(true);
  expect(fs.readdirSync(scratch())).toEqual(['file']);
}

describe('downloadFile', () => {
  it('downloads, tells of its progress and leaves nothing else behind', async () => {
    const mirror = await serve((request, response) => sendFile(request, response, contents));
    const progress: [number, number | undefined][] = [];
    const address = await download([mirror], {
      onProgress: (received, total) => progress.push([received, total]),
    });
    expect(address).toBe(`${mirror.address}file`);
    expectComplete();
    expect(progress.at(-1)).toEqual([contents.length, contents.length]);
    const received = progress.map(([bytes]) => bytes);
    expect(received).toEqual([...received].sort((a, b) => a - b));
  });

  it('continues where a connection was cut, as often as it gets further', async () => {
    const mirror = await serve((request, response) => {
      if (request.headers.range !== undefined) return sendFile(request, response, contents);
      cutAfter(response, contents.subarray(0, 70_000), contents.length);
    });
    await download([mirror]);
    expectComplete();
    expect(mirror.requests.map(({ range }) => range)).toEqual([undefined, 'bytes=70000-']);
  });

  it('continues what an earlier process left', async () => {
    fs.writeFileSync(`${target()}.part`, contents.subarray(0, 123_456));
    const mirror = await serve((request, response) => sendFile(request, response, contents));
    await download([mirror]);
    expectComplete();
    expect(mirror.requests).toEqual([{ path: '/file', range: 'bytes=123456-' }]);
  });

  it('starts afresh where the server can not continue', async () => {
    fs.writeFileSync(`${target()}.part`, contents.subarray(0, 123_456));
    const mirror = await serve((_, response) => response.end(contents));
    await download([mirror]);
    expectComplete();
  });

  it('starts afresh where the part left is longer than the file', async () => {
    fs.writeFileSync(`${target()}.part`, Buffer.alloc(contents.length + 5));
    const mirror = await serve((request, response) => sendFile(request, response, contents));
    await download([mirror]);
    expectComplete();
  });

  it('starts afresh where the part left belongs to another file', async () => {
    fs.writeFileSync(`${target()}.part`, Buffer.alloc(1000, 7));
    const mirror = await serve((request, response) => sendFile(request, response, contents));
    await download([mirror]);
    expectComplete();
    expect(mirror.requests.map(({ range }) => range)).toEqual(['bytes=1000-', undefined]);
  });

  it('does not append an answer that begins elsewhere', async () => {
    fs.writeFileSync(`${target()}.part`, contents.subarray(0, 1000));
    const mirror = await serve((request, response) => {
      if (request.headers.range === undefined) return sendFile(request, response, contents);
      response.writeHead(206, { 'content-range': `bytes 0-${contents.length - 1}/*` });
      response.end(contents);
    });
    await download([mirror]);
    expectComplete();
  });

  it('follows redirects', async () => {
    const mirror = await serve((request, response) => {
      if (request.url === '/moved') return sendFile(request, response, contents);
      response.writeHead(302, { location: '/moved' }).end();
    });
    await download([mirror]);
    expectComplete();
  });

  it('asks for the file as it is, not packed on the way', async () => {
    let accepted: string | undefined;
    const mirror = await serve((request, response) => {
      accepted = request.headers['accept-encoding'];
      sendFile(request, response, contents);
    });
    await download([mirror]);
    expect(accepted).toBe('identity');
  });

  it('goes on to the next address after a missing or a wrong file', async () => {
    const missing = await serve((_, response) => response.writeHead(404).end('nothing here'));
    const wrong = await serve((_, response) => response.end('<html>Please log in</html>'));
    const right = await serve((request, response) => sendFile(request, response, contents));
    expect(await download([missing, wrong, right])).toBe(`${right.address}file`);
    expectComplete();
    expect([missing, wrong].map(({ requests }) => requests.length)).toEqual([1, 1]);
  });

  it('names the reason of every address when all fail, and leaves no target', async () => {
    const missing = await serve((_, response) => response.writeHead(404).end());
    const wrong = await serve((_, response) => response.end('other bytes'));
    const silent = await serve(() => {});
    const closed = await serve(() => {});
    const stuck = await serve((_, response) => {
      response.writeHead(200, { 'content-length': contents.length });
      response.write(contents.subarray(0, 10));
    });
    await closed.close();
    const startedAt = Date.now();
    const failure = download([missing, wrong, silent, closed, stuck], {
      answerTimeoutMs: 200,
      silenceTimeoutMs: 100,
    });
    const host = ({ address }: LocalMirror) => new URL(address).host;
    await expect(failure).rejects.toThrow(
      new UserError(
        [
          `${host(missing)}: HTTP 404 Not Found`,
          `${host(wrong)}: not the file`,
          `${host(silent)}: no answer for 0.2 s`,
          `${host(closed)}: connection refused`,
          `${host(stuck)}: nothing received for 0.1 s`,
        ].join('; '),
      ),
    );
    expect(Date.now() - startedAt).toBeLessThan(3000);
    expect(fs.existsSync(target())).toBe(false);
  });

  it('takes no more than the file can have, announced or not', async () => {
    const announcing = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 4e8 }).write(contents);
    });
    let sent = 0;
    const endless = await serve((_, response) => {
      const send = (): void => {
        sent += contents.length;
        if (sent < 1e9) response.write(contents, send);
      };
      send();
    });
    const failure = download([announcing, endless]);
    await expect(failure).rejects.toThrow(/more than the 200100 bytes.*; .*more than the 200100/);
    expect(sent).toBeLessThan(1e8);
    expect(fs.readdirSync(scratch())).toEqual([]);
  });

  it('gives up on a server that sends nothing new', async () => {
    fs.writeFileSync(`${target()}.part`, contents.subarray(0, 1000));
    const mirror = await serve((_, response) => response.destroy());
    await expect(download([mirror])).rejects.toThrow('the connection broke');
    expect(mirror.requests).toHaveLength(1);
    expect(fs.statSync(`${target()}.part`).size).toBe(1000);
  });
});
