import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Report } from '../../scripts/report';
import { stageInCache } from '../../scripts/stage-in-cache';
import { UserError } from '../../src/util/user-error';

const notes: string[] = [];
const report: Report = {
  begin: () => ({ update: () => {}, done: () => {}, failed: () => {} }),
  note: (_name, text) => void notes.push(text),
  show: () => {},
};

describe('stageInCache', () => {
  let cache: string;
  let place: string;

  beforeEach(() => {
    cache = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-cache-'));
    place = path.join(cache, 'thing');
    notes.length = 0;
  });
  afterEach(() => {
    fs.rmSync(cache, { recursive: true });
  });

  const write = async (staging: string) => {
    fs.writeFileSync(path.join(staging, 'first'), '1');
    // While it is being filled, the place must not be there.
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(fs.existsSync(place)).toBe(false);
    fs.writeFileSync(path.join(staging, 'second'), '2');
  };

  it('fills a place once for two who want it at the same time, and tells the one who waits', async () => {
    let fills = 0;
    const fill = (staging: string) => {
      fills += 1;
      return write(staging);
    };
    await Promise.all([stageInCache(place, report, fill), stageInCache(place, report, fill)]);
    expect(fills).toBe(1);
    expect(fs.readdirSync(place)).toEqual(['contents.json', 'first', 'second']);
    expect(fs.readdirSync(cache)).toEqual(['thing']);
    expect(notes).toEqual(['another set-up is filling thing']);
  });

  it('fills anew what is not as it was filled, and says why', async () => {
    await stageInCache(place, report, write);
    const first = path.join(place, 'first');
    fs.truncateSync(first);
    await stageInCache(place, report, write);
    expect(fs.readFileSync(first, 'utf8')).toBe('1');
    fs.writeFileSync(first, '2');
    await stageInCache(place, report, write);
    expect(fs.readFileSync(first, 'utf8')).toBe('2');
    await stageInCache(place, report, write, 'contents');
    expect(fs.readFileSync(first, 'utf8')).toBe('1');
    expect(notes).toEqual([`${first} has 0 bytes in place of 1`, `${first} has changed`]);
  });

  it('leaves nothing behind where filling fails, so that the next attempt can do it', async () => {
    const fail = async (staging: string) => {
      fs.writeFileSync(path.join(staging, 'first'), '1');
      throw new UserError('The network is gone.');
    };
    await expect(stageInCache(place, report, fail)).rejects.toThrow('The network is gone.');
    expect(fs.readdirSync(cache)).toEqual([]);
    await stageInCache(place, report, write);
    expect(fs.readdirSync(place)).toEqual(['contents.json', 'first', 'second']);
  });

  it('clears away what a killed set-up left, its lock and its half of the work', async () => {
    fs.mkdirSync(`${place}.partial-of-a-killed-one`);
    fs.mkdirSync(`${place}.lock`);
    const longAgo = new Date(Date.now() - 60_000);
    fs.utimesSync(`${place}.lock`, longAgo, longAgo);
    await stageInCache(place, report, write);
    expect(fs.readdirSync(cache)).toEqual(['thing']);
  });

  it('says what to do where the cache can not be written', async () => {
    const file = path.join(cache, 'file');
    fs.writeFileSync(file, '');
    const attempt = stageInCache(path.join(file, 'thing'), report, write);
    await expect(attempt).rejects.toMatchObject({
      message: `The cache folder ${file} can't be written (EEXIST).`,
      hint: 'Set ABLATE_CACHE_DIR to a folder that you may write to and run this again.',
    });
  });
});
