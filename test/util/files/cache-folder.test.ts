import path from 'node:path';
import {
  addonCacheFile,
  pythonCacheFolder,
  tensorflowCacheFolder,
} from '../../../scripts/cache-folders';
import { cacheFolder, datasetCacheFolder } from '../../../src/util/files/cache-folder';

const CHOSEN = 'ABLATE_CACHE_DIR';

describe('cacheFolder', () => {
  const before = process.env[CHOSEN];
  afterEach(() => {
    if (before === undefined) delete process.env[CHOSEN];
    else process.env[CHOSEN] = before;
  });

  it('is what ABLATE_CACHE_DIR says, made absolute', () => {
    process.env[CHOSEN] = path.join('some', 'where');
    expect(cacheFolder()).toBe(path.resolve('some', 'where'));
  });

  it('is a folder of this project in the place that the platform has for caches', () => {
    process.env[CHOSEN] = '';
    expect(path.isAbsolute(cacheFolder())).toBe(true);
    expect(cacheFolder().split(path.sep)).toContain('ablate');
  });

  it('keeps each thing in a place of its own, below the folder', () => {
    process.env[CHOSEN] = '/cache';
    const versions = { tfjsNode: '4.22.0', tensorflow: '2.21.0', nodeApi: 8 };
    const places = [
      tensorflowCacheFolder('2.21.0'),
      tensorflowCacheFolder('2.22.0'),
      addonCacheFile(versions),
      addonCacheFile({ ...versions, tensorflow: '2.22.0' }),
      addonCacheFile({ ...versions, tfjsNode: '4.23.0' }),
      addonCacheFile({ ...versions, nodeApi: 9 }),
      datasetCacheFolder(),
      pythonCacheFolder('test', 'one'),
      pythonCacheFolder('test', 'two'),
    ];
    expect(new Set(places).size).toBe(places.length);
    for (const place of places) expect(path.relative('/cache', place)).not.toMatch(/^\.\./);
  });
});
