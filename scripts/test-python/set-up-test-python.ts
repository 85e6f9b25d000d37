import fs from 'node:fs';
import { findPython, type Python, pythonOfEnvironment } from '../find-python';
import { lockPlace } from '../lock-place';
import { recogniseFailure } from '../recognise-failure';
import type { Report } from '../report';
import { runTool } from '../run-tool';
import {
  completionMarker,
  findTestPython,
  TEST_REQUIREMENTS_FILE,
  testPythonFolder,
} from './test-python';

/**
 * Makes the Python environment that some tests compare against. Where that can't be done those
 * tests are skipped, so this says why in one line and never fails.
 */
export async function setUpTestPython(report: Report): Promise<void> {
  if (findTestPython() !== undefined) return;
  const python = await findPython();
  if (python === undefined) {
    reportSkip(report, 'there is no Python 3');
    return;
  }
  const folder = testPythonFolder();
  try {
    const release = await lockPlace(folder, () => findTestPython() !== undefined, report);
    if (release === undefined) return;
    try {
      await install(python, folder, report);
    } finally {
      await release();
    }
  } catch (error) {
    reportSkip(report, error instanceof Error ? error.message : String(error));
  }
}

async function install(python: Python, folder: string, report: Report): Promise<void> {
  const step = report.begin('test Python', 'installing TensorBoard, TensorFlow, scikit-learn');
  fs.rmSync(folder, { recursive: true, force: true });
  const made = await runTool(python.file, [...python.args, '-m', 'venv', folder]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--only-binary=:all:', '--no-cache-dir'];
  const installed =
    made.exitCode === 0
      ? await runTool(pythonOfEnvironment(folder), [...pip, '-r', TEST_REQUIREMENTS_FILE])
      : made;
  if (installed.exitCode !== 0) {
    fs.rmSync(folder, { recursive: true, force: true });
    step.failed('not installed');
    reportSkip(report, explain(installed.output));
    return;
  }
  fs.writeFileSync(completionMarker(folder), '');
  step.done('TensorBoard, TensorFlow and scikit-learn installed');
}

function reportSkip(report: Report, reason: string): void {
  report.note('test Python', `tests against Python tools are skipped: ${reason}`);
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
