import fs from 'node:fs';
import path from 'node:path';
import { pythonOfEnvironment } from '../../scripts/find-python';
import {
  environmentFolder,
  findEnvironmentPython,
  markAsComplete,
  testEnvironment,
} from '../../scripts/python-environment/python-environment';
import { useScratchFolder } from '../scratch-folder';

const scratch = useScratchFolder();
const cacheFolder = process.env['ABLATE_CACHE_DIR'];

beforeEach(() => {
  process.env['ABLATE_CACHE_DIR'] = scratch();
});
afterEach(() => {
  if (cacheFolder === undefined) delete process.env['ABLATE_CACHE_DIR'];
  else process.env['ABLATE_CACHE_DIR'] = cacheFolder;
});

/** Writes what stands for an environment of two packages; returns the record of one. */
function writeEnvironment(): { folder: string; record: string } {
  const folder = environmentFolder(testEnvironment);
  const library = process.platform === 'win32' ? ['Lib'] : ['lib', 'python3.12'];
  const packages = path.join(folder, ...library, 'site-packages');
  const records = ['numpy-2.2.6', 'tensorboard-2.21.0'].map((name) =>
    path.join(packages, `${name}.dist-info`, 'RECORD'),
  );
  for (const file of [...records, pythonOfEnvironment(folder)]) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, '');
  }
  return { folder, record: records[0] ?? '' };
}

test('an environment is trusted once it is complete, and as long as its packages are there', () => {
  const { folder, record } = writeEnvironment();
  expect(findEnvironmentPython(testEnvironment)).toBeUndefined();
  markAsComplete(folder);
  expect(findEnvironmentPython(testEnvironment)).toBe(pythonOfEnvironment(folder));
  fs.rmSync(path.dirname(record), { recursive: true });
  expect(findEnvironmentPython(testEnvironment)).toBeUndefined();
});
