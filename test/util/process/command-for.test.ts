import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {
  commandFor,
  commandPrefix,
  environmentFromNpm,
  type Invocation,
  npmCommand,
  quoteForShell,
} from '../../../src/util/process/command-for';
import { packageRoot } from '../../../src/util/process/package-version';
import { useScratchFolder } from '../../scratch-folder';

const scratchFolder = useScratchFolder();
const entry = path.join(packageRoot, 'dist', 'src', 'cli', 'main.js');
const direct: Invocation = {
  env: { PATH: path.dirname(process.execPath) },
  script: entry,
  node: process.execPath,
  cwd: packageRoot,
};

describe('the command that hints show', () => {
  test('is Node with the entry, relative where that is shorter', () => {
    expect(commandPrefix(direct)).toBe('node dist/src/cli/main.js');
    expect(commandPrefix({ ...direct, cwd: '/' })).toContain(entry.slice(1));
  });

  test('names the very Node where the path leads to another or to none', () => {
    const prefix = commandPrefix({ ...direct, env: { PATH: '/nowhere' } });
    expect(prefix).toBe(`${quoteForShell(process.execPath)} dist/src/cli/main.js`);
  });

  test('is ablate alone where the path has it', () => {
    const folder = scratchFolder();
    fs.symlinkSync(entry, path.join(folder, 'ablate'));
    expect(commandPrefix({ ...direct, env: { PATH: folder } })).toBe('ablate');
  });

  test('does not take another program of the name', () => {
    const folder = scratchFolder();
    fs.writeFileSync(path.join(folder, 'ablate'), '');
    expect(commandPrefix({ ...direct, env: { PATH: folder } })).not.toBe('ablate');
  });

  test('is npx, or the path of the link, as it was called', () => {
    const script = path.join(packageRoot, 'node_modules', '.bin', 'ablate');
    const env = { ...direct.env, npm_command: 'exec' };
    expect(commandPrefix({ ...direct, script, env })).toBe('npx ablate');
    expect(commandPrefix({ ...direct, script })).toBe('node_modules/.bin/ablate');
    const own = { ...direct, script: '/a b/ablate', cwd: '/a b' };
    expect(commandPrefix(own)).toBe('./ablate');
  });

  test('goes through npm where it came through npm, from anywhere', () => {
    const env = environmentFromNpm({ INIT_CWD: path.join(packageRoot, 'experiments') });
    expect(commandPrefix({ ...direct, env })).toBe('npm run ablate --');
    expect(npmCommand('set-up', packageRoot)).toBe('npm run set-up');
    expect(npmCommand('set-up', path.dirname(packageRoot))).toBe(
      `npm --prefix ${quoteForShell(packageRoot)} run set-up`,
    );
  });

  test('quotes what a shell would take apart', () => {
    expect(commandFor('report', 'my results/it')).toMatch(/ report 'my results\/it'$/);
    expect(quoteForShell('a b', 'win32')).toBe('"a b"');
  });

  test('a shell hands every word on as it was', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !/\0/.test(text));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), (words) => {
        const line = words.map((text) => quoteForShell(text, 'linux')).join(' ');
        const got = execFileSync('sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' });
        expect(got.split('\0').slice(0, -1)).toEqual(words);
      }),
      { seed: 1, numRuns: 40 },
    );
  });
});
