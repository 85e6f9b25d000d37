import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { DatasetSources, DownloadProgress } from '../../../src/datasets/dataset-sources';
import { fashionMnistArchive } from '../../../src/datasets/fashion-mnist';
import { idxRoles } from '../../../src/datasets/idx/idx-archive';
import { obtainArchive } from '../../../src/datasets/idx/obtain-archive';
import { useScratchFolder } from '../../scratch-folder';
import { type LocalMirror, sendFile, startMirror } from '../download/local-mirror';
import { createTinyArchive, tinyFiles, writeTinyFiles } from './tiny-archive';

const scratch = useScratchFolder();
let mirror: LocalMirror;

beforeEach(async () => {
  mirror = await startMirror((request, response) => {
    const role = idxRoles.find(
      (candidate) => `/${createTinyArchive().files[candidate].name}.gz` === request.url,
    );
    if (role === undefined) response.writeHead(404).end();
    else setTimeout(() => sendFile(request, response, gzipSync(tinyFiles[role])), 20);
  });
});

afterEach(() => mirror.close());

const downloads = () => path.join(scratch(), 'cache', 'mnist');

function sources(options: Partial<DatasetSources> = {}): DatasetSources {
  return {
    folders: [],
    cacheFolder: path.join(scratch(), 'cache'),
    download: true,
    mirrors: { mnist: [mirror.address] },
    ...options,
  };
}

describe('obtainArchive', () => {
  it.each([
    ['mnist', {}],
    ['mnist', { packed: true }],
    ['.', { dotted: true }],
    ['MNIST/raw', { packed: true, dotted: true }],
  ])('finds files in %s of a data folder, written %j', async (folder, spelling) => {
    const data = path.join(scratch(), 'data');
    writeTinyFiles(path.join(data, folder), spelling);
    const files = await obtainArchive(createTinyArchive(), sources({ folders: [data] }));
    expect(path.dirname(files.trainImages)).toBe(path.join(data, folder));
    expect(mirror.requests).toHaveLength(0);
  });

  it('takes the first folder that has all files', async () => {
    const [some, all, more] = ['some', 'all', 'more'].map((name) => path.join(scratch(), name));
    if (!some || !all || !more) throw new Error('three folders');
    for (const folder of [some, all, more]) writeTinyFiles(folder);
    fs.rmSync(path.join(some, 't10k-labels-idx1-ubyte'));
    const files = await obtainArchive(createTinyArchive(), sources({ folders: [some, all, more] }));
    expect(path.dirname(files.testLabels)).toBe(all);
  });

  it('does not take Fashion-MNIST for MNIST, whose files have the same names', async () => {
    const fashion = path.join(scratch(), 'fashion-mnist');
    writeTinyFiles(fashion);
    const archive = createTinyArchive();
    const options = { folders: [fashion], download: false };
    await expect(obtainArchive(archive, sources(options))).rejects.toThrow('mnist was not found');
    const files = await obtainArchive(
      { ...fashionMnistArchive, files: archive.files },
      sources(options),
    );
    expect(path.dirname(files.trainImages)).toBe(fashion);
  });

  it('downloads what is not found, and not a second time', async () => {
    const progress: DownloadProgress[] = [];
    const archive = createTinyArchive();
    const first = await obtainArchive(
      archive,
      sources({ onProgress: (report) => progress.push(report) }),
    );
    expect(mirror.requests).toHaveLength(4);
    expect(path.dirname(first.trainImages)).toBe(downloads());
    expect(progress.at(-1)).toMatchObject({ dataset: 'mnist', file: 'train-images-idx3-ubyte.gz' });
    expect(progress.at(-1)?.receivedBytes).toBe(progress.at(-1)?.totalBytes);
    expect(await obtainArchive(archive, sources())).toEqual(first);
    expect(mirror.requests).toHaveLength(4);
  });

  it('downloads a file again that was damaged in the cache', async () => {
    const archive = createTinyArchive();
    const files = await obtainArchive(archive, sources());
    fs.writeFileSync(files.trainImages, 'damaged');
    fs.writeFileSync(files.testImages, 'damaged too');
    await obtainArchive(archive, sources());
    expect(mirror.requests).toHaveLength(6);
  });

  it('names a damaged file of the user, and leaves it alone', async () => {
    const data = path.join(scratch(), 'data');
    writeTinyFiles(data);
    const damaged = path.join(data, 't10k-labels-idx1-ubyte');
    fs.truncateSync(damaged, 12);
    await expect(
      obtainArchive(createTinyArchive(), sources({ folders: [data] })),
    ).rejects.toMatchObject({ fault: 'truncated', file: damaged });
    expect(fs.statSync(damaged).size).toBe(12);
    expect(mirror.requests).toHaveLength(0);
  });

  it('says why there is no data, and where to put the files by hand', async () => {
    const closed = await startMirror(() => {});
    await closed.close();
    const failure = obtainArchive(
      createTinyArchive(),
      sources({ mirrors: { mnist: [closed.address] } }),
    );
    await expect(failure).rejects.toMatchObject({
      message: `mnist was not found, and downloading it failed: ${new URL(closed.address).host}: connection refused`,
      hint: `Put the files train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz into ${downloads()}, or into the folder mnist of a data folder of your own (--data-dir or ABLATE_DATA_DIR).`,
    });
    writeTinyFiles(downloads(), { packed: true });
    await obtainArchive(createTinyArchive(), sources({ mirrors: { mnist: [closed.address] } }));
  });

  it('says so where the cache can not be written', async () => {
    fs.writeFileSync(path.join(scratch(), 'cache'), 'a file where the folder would be');
    await expect(obtainArchive(createTinyArchive(), sources())).rejects.toThrow(
      /downloading it failed: Cannot write to .*mnist/,
    );
  });

  it('downloads each file once when several processes want it at the same time', async () => {
    const script = `
      const { obtainArchive } = require(${JSON.stringify(require.resolve('../../../src/datasets/idx/obtain-archive'))});
      const { createTinyArchive } = require(${JSON.stringify(require.resolve('./tiny-archive'))});
      obtainArchive(createTinyArchive(), ${JSON.stringify(sources())}).then(() => process.exit(0));
    `;
    const ends = [1, 2, 3].map(
      () =>
        new Promise((resolve) => {
          const child = spawn(process.execPath, ['-e', script], { stdio: 'inherit' });
          child.on('exit', resolve);
        }),
    );
    expect(await Promise.all(ends)).toEqual([0, 0, 0]);
    expect(mirror.requests.map(({ path: file }) => file).sort()).toEqual(
      idxRoles.map((role) => `/${createTinyArchive().files[role].name}.gz`).sort(),
    );
  });
});
