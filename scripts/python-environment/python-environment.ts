import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pythonCacheFolder } from '../cache-folders';
import { pythonOfEnvironment } from '../find-python';
import { PROJECT_ROOT } from '../project-root';

/** A Python environment that the project makes for itself, of pinned packages. */
export interface PythonEnvironment {
  readonly name: 'test' | 'bench' | 'grids';
  /** What is installed, for people. */
  readonly contents: string;
  /** Room that it takes on disk, for people. */
  readonly size: string;
  /** What has to go on without it, the start of a sentence. */
  readonly withoutIt: string;
}

/** What tests compare against. */
export const testEnvironment: PythonEnvironment = {
  name: 'test',
  contents: 'TensorBoard, TensorFlow, scikit-learn and statsmodels',
  size: '2.2 GB',
  withoutIt: 'tests against Python tools are skipped',
};

/** Who the benchmark races against. */
export const benchEnvironment: PythonEnvironment = {
  name: 'bench',
  contents: 'PyTorch, Keras, TensorFlow and NumPy',
  size: '7 GB',
  withoutIt: 'the benchmark runs without Python peers',
};

/**
 * Who the benchmark's grids race against. TensorFlow is not among them: where both are there, PyTorch's
 * TensorBoard loads it too.
 */
export const gridsEnvironment: PythonEnvironment = {
  name: 'grids',
  contents: 'PyTorch, joblib, Hydra and JAX',
  size: '6 GB',
  withoutIt: "the benchmark's grids run without Python peers",
};

/** The pinned packages of an environment. */
export function requirementsFile({ name }: PythonEnvironment): string {
  return path.join(PROJECT_ROOT, 'scripts', 'python-environment', `${name}-requirements.txt`);
}

/** The virtual environment for these requirements; it may not be there yet. */
export function environmentFolder(environment: PythonEnvironment): string {
  const requirements = fs.readFileSync(requirementsFile(environment));
  const key = createHash('sha256').update(requirements).digest('hex').slice(0, 12);
  return pythonCacheFolder(environment.name, key);
}

/**
 * The marker that says an environment is complete: environments can't be renamed, so this file is
 * written when everything was installed. It names the records of the packages, one a line.
 */
function completionMarker(folder: string): string {
  return path.join(folder, 'complete');
}

/** Notes that everything is installed, and what that is. */
export function markAsComplete(folder: string): void {
  fs.writeFileSync(completionMarker(folder), listPackageRecords(folder).join('\n'));
}

/**
 * The environment's Python, absolute, or undefined where it is missing or not complete, or a package
 * is gone since it was.
 */
export function findEnvironmentPython(environment: PythonEnvironment): string | undefined {
  const folder = environmentFolder(environment);
  const python = pythonOfEnvironment(folder);
  // existsSync follows the link to the Python that the environment was made from.
  return isComplete(folder) && fs.existsSync(python) ? python : undefined;
}

function isComplete(folder: string): boolean {
  const marker = completionMarker(folder);
  if (!fs.existsSync(marker)) return false;
  // Earlier versions wrote an empty one.
  const records = fs.readFileSync(marker, 'utf8').split('\n').filter(Boolean);
  return records.every((record) => fs.existsSync(path.join(folder, record)));
}

/** Where every installed package has its list of files, relative to the environment. */
function listPackageRecords(folder: string): string[] {
  const libraries = process.platform === 'win32' ? ['Lib'] : listPythons(folder);
  return libraries.flatMap((library) => {
    const packages = path.join(library, 'site-packages');
    return fs
      .readdirSync(path.join(folder, packages))
      .filter((name) => name.endsWith('.dist-info'))
      .map((name) => path.join(packages, name, 'RECORD'))
      .filter((record) => fs.existsSync(path.join(folder, record)))
      .sort();
  });
}

function listPythons(folder: string): string[] {
  const versions = fs.readdirSync(path.join(folder, 'lib'));
  return versions.filter((name) => name.startsWith('python')).map((name) => path.join('lib', name));
}
