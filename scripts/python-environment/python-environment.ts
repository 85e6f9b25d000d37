import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pythonCacheFolder } from '../../src/util/cache-folder';
import { pythonOfEnvironment } from '../find-python';
import { PROJECT_ROOT } from '../project-root';

/** A Python environment that the project makes for itself, of pinned packages. */
export interface PythonEnvironment {
  readonly name: 'test' | 'bench';
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
  contents: 'TensorBoard, TensorFlow and scikit-learn',
  size: '1.8 GB',
  withoutIt: 'tests against Python tools are skipped',
};

/** Who the benchmark races against. */
export const benchEnvironment: PythonEnvironment = {
  name: 'bench',
  contents: 'PyTorch, Keras, TensorFlow and NumPy',
  size: '7 GB',
  withoutIt: 'the benchmark runs without Python peers',
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
 * written when everything was installed.
 */
export function completionMarker(folder: string): string {
  return path.join(folder, 'complete');
}

/** The environment's Python, absolute, or undefined where it is missing or not complete. */
export function findEnvironmentPython(environment: PythonEnvironment): string | undefined {
  const folder = environmentFolder(environment);
  const python = pythonOfEnvironment(folder);
  // existsSync follows the link to the Python that the environment was made from.
  return fs.existsSync(completionMarker(folder)) && fs.existsSync(python) ? python : undefined;
}
