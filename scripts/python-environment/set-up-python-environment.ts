import fs from 'node:fs';
import { findPython, type Python, pythonOfEnvironment, runPython } from '../find-python';
import { lockPlace } from '../lock-place';
import { recogniseFailure } from '../recognise-failure';
import type { Report } from '../report';
import {
  environmentFolder,
  findEnvironmentPython,
  markAsComplete,
  type PythonEnvironment,
  requirementsFile,
} from './python-environment';

/**
 * Makes a Python environment. Nothing that users need depends on one, so where it can't be made this
 * says why in one line and never fails.
 */
export async function setUpPythonEnvironment(
  environment: PythonEnvironment,
  report: Report,
): Promise<void> {
  if (findEnvironmentPython(environment) !== undefined) return;
  const python = await findPython();
  if (python === undefined) {
    reportSkip(environment, report, 'there is no Python 3');
    return;
  }
  const folder = environmentFolder(environment);
  try {
    const release = await lockPlace(
      folder,
      () => findEnvironmentPython(environment) !== undefined,
      report,
    );
    if (release === undefined) return;
    try {
      await install(environment, python, folder, report);
    } finally {
      await release();
    }
  } catch (error) {
    reportSkip(environment, report, error instanceof Error ? error.message : String(error));
  }
}

async function install(
  environment: PythonEnvironment,
  python: Python,
  folder: string,
  report: Report,
): Promise<void> {
  const step = report.begin(
    `${environment.name} Python`,
    `installing ${environment.contents}: ${environment.size} on disk`,
  );
  fs.rmSync(folder, { recursive: true, force: true });
  const made = await runPython(python, ['-m', 'venv', folder]);
  const own = { file: pythonOfEnvironment(folder), args: [] };
  const pip = ['-m', 'pip', 'install', '--quiet', '--only-binary=:all:', '--no-cache-dir'];
  const installed =
    made.exitCode === 0
      ? await runPython(own, [...pip, '-r', requirementsFile(environment)])
      : made;
  if (installed.exitCode !== 0) {
    fs.rmSync(folder, { recursive: true, force: true });
    step.failed('not installed');
    reportSkip(environment, report, explain(installed.output));
    return;
  }
  markAsComplete(folder);
  step.done(`${environment.contents} installed`);
}

function reportSkip(environment: PythonEnvironment, report: Report, reason: string): void {
  report.note(`${environment.name} Python`, `${environment.withoutIt}: ${reason}`);
}

function explain(output: string): string {
  switch (recogniseFailure(output)) {
    case 'disk':
      return 'the disk is full (ABLATE_CACHE_DIR can point to a larger one)';
    case 'permission':
      return "the cache folder can't be written (ABLATE_CACHE_DIR can point elsewhere)";
    case 'network':
      return "the Python package index can't be reached";
    case undefined:
      return output.trim().split('\n').at(-1) ?? 'unknown reason';
  }
}
