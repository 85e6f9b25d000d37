import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Python } from '../../scripts/find-python';
import { unpackWheel } from '../../scripts/native-tensorflow/download-wheel';
import { findWheel, type Wheel } from '../../scripts/native-tensorflow/wheel';
import { runTool } from '../../scripts/run-tool';

const python: Python = { file: 'python3', args: [] };
const itWithPython = spawnSync('python3', ['--version']).status === 0 ? it : it.skip;

const WHEEL: Wheel = {
  project: 'tensorflow-cpu',
  version: '1.0',
  platformTag: 'any',
  sha256: '',
  libraries: ['libone.so', 'libtwo.so'],
};

describe('findWheel', () => {
  it('knows the platforms that have one', () => {
    expect(findWheel('darwin', 'arm64')?.libraries[0]).toMatch(/\.dylib$/);
    expect(findWheel('darwin', 'x64')).toBeUndefined();
    expect(findWheel('win32', 'x64')).toBeUndefined();
  });
});

describe('unpackWheel', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-wheel-'));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  itWithPython(
    'takes the libraries and the C headers out of a wheel and nothing else',
    async () => {
      const file = path.join(folder, 'a.whl');
      const names = [
        'tensorflow/libone.so',
        'tensorflow/libtwo.so',
        'tensorflow/libthree.so',
        'tensorflow/include/tensorflow/c/c_api.h',
        'tensorflow/include/Eigen/Core',
        'tensorflow/python/module.py',
      ];
      const script = `import sys, zipfile
with zipfile.ZipFile(sys.argv[1], 'w') as archive:
    for name in sys.argv[2:]:
        archive.writestr(name, 'content of ' + name)`;
      await runTool(python.file, [...python.args, '-c', script, file, ...names]);

      const out = path.join(folder, 'out');
      await unpackWheel(WHEEL, file, python, out);
      const unpacked = fs.readdirSync(out, { recursive: true, withFileTypes: true });
      expect(unpacked.filter((entry) => entry.isFile()).map((entry) => entry.name)).toEqual(
        expect.arrayContaining(['libone.so', 'libtwo.so', 'c_api.h']),
      );
      expect(unpacked.filter((entry) => entry.isFile())).toHaveLength(3);
      expect(fs.readFileSync(path.join(out, 'lib', 'libone.so'), 'utf8')).toBe(
        'content of tensorflow/libone.so',
      );
    },
  );

  itWithPython('says so where the file is cut off', async () => {
    const file = path.join(folder, 'a.whl');
    fs.writeFileSync(file, 'PK\u0003\u0004 cut off');
    await expect(unpackWheel(WHEEL, file, python, path.join(folder, 'out'))).rejects.toThrow(
      /BadZipFile/,
    );
  });
});
