import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { testPythonCacheFolder } from '../../src/util/cache-folder';
import { pythonOfEnvironment } from '../find-python';
import { PROJECT_ROOT } from '../project-root';

/** The pinned packages that tests compare against. */
export const TEST_REQUIREMENTS_FILE: string = path.join(
  PROJECT_ROOT,
  'scripts',
  'test-python',
  'requirements.txt',
);

/** The virtual environment for these requirements; it may not be there yet. */
export function testPythonFolder(): string {
  const requirements = fs.readFileSync(TEST_REQUIREMENTS_FILE);
  const key = createHash('sha256').update(requirements).digest('hex').slice(0, 12);
  return testPythonCacheFolder(key);
}

/**
 * The marker that says an environment is complete: environments can't be renamed, so this file is
 * written when everything was installed.
 */
export function completionMarker(folder: string): string {
  return path.join(folder, 'complete');
}

/** The environment's Python, absolute, or undefined where it is missing or not complete. */
export function findTestPython(): string | undefined {
  const folder = testPythonFolder();
  const python = pythonOfEnvironment(folder);
  // existsSync follows the link to the Python that the environment was made from.
  return fs.existsSync(completionMarker(folder)) && fs.existsSync(python) ? python : undefined;
}
