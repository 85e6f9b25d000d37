import fs from 'node:fs';
import path from 'node:path';
import { environmentFromNpm } from '../src/util/process/command-for';
import { mainFile } from '../src/util/process/package-version';
import { setUpNativeTensorflow } from './native-tensorflow/set-up-native-tensorflow';
import { PROJECT_ROOT } from './project-root';
import {
  benchEnvironment,
  gridsEnvironment,
  testEnvironment,
} from './python-environment/python-environment';
import { setUpPythonEnvironment } from './python-environment/set-up-python-environment';
import type { Report } from './report';
import { runTests } from './run-tests';
import { runInTerminal } from './run-tool';

/** What the bootstrap hands over. */
export interface CommandContext {
  readonly report: Report;
  /** Lets other set-ups of this clone go on; to be called before the user's own work begins. */
  unlock(): Promise<void>;
}

const BENCH = path.join(PROJECT_ROOT, 'dist', 'scripts', 'bench', 'bench.js');
const QUICKSTART = path.join('experiments', 'quickstart.yaml');

/**
 * Runs one npm script in a clone whose packages are installed and sources compiled.
 *
 * @param name `start`, `test`, `build`, `set-up`, `bench`, `ablate`
 * @param args what the user passed on
 * @returns the exit code
 * @throws UserError where set-up can't be finished
 */
export async function runCommand(
  name: string | undefined,
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  const { report, unlock } = context;
  switch (name) {
    case 'build':
      return 0;
    case 'set-up':
      // Who asks for it may have a reason to.
      await setUpNativeTensorflow(report, 'contents');
      report.note('set-up', 'complete');
      return 0;
    case 'start':
      await setUpNativeTensorflow(report);
      await unlock();
      return runCli(['run', QUICKSTART, ...args]);
    case 'ablate':
      // The doctor is to speak even where native TensorFlow can't be had.
      if (args[0] !== 'doctor') await setUpNativeTensorflow(report);
      await unlock();
      return runCli(args);
    case 'test':
      await setUpNativeTensorflow(report);
      await setUpPythonEnvironment(testEnvironment, report);
      await unlock();
      return runTests(args, report);
    case 'bench':
      await setUpNativeTensorflow(report);
      await setUpPythonEnvironment(benchEnvironment, report);
      await setUpPythonEnvironment(gridsEnvironment, report);
      await unlock();
      return runInTerminal(process.execPath, [BENCH, ...args], { cwd: PROJECT_ROOT });
    default:
      report.show(`There is no command ${name}: try start, test, build, set-up, bench or ablate.`);
      return 1;
  }
}

/** npm runs scripts in the clone's folder, so that is where results go. */
function runCli(args: readonly string[]): Promise<number> {
  return runInTerminal(
    process.execPath,
    [mainFile, ...args.map((arg) => findFromStart(arg, process.env['INIT_CWD']))],
    { cwd: PROJECT_ROOT, env: environmentFromNpm(process.env) },
  );
}

/**
 * Users name files as seen from where they called npm. What is found there and not in the clone's
 * folder is named as seen from the latter; any other argument stays as it is.
 */
export function findFromStart(
  arg: string,
  startFolder: string | undefined,
  root: string = PROJECT_ROOT,
): string {
  if (startFolder === undefined || arg === '' || path.isAbsolute(arg)) return arg;
  const [, option = '', file = arg] = /^(--[\w-]+=)(.*)$/s.exec(arg) ?? [];
  if (file === '' || fs.existsSync(path.resolve(root, file))) return arg;
  const there = path.resolve(startFolder, file);
  return fs.existsSync(there) ? `${option}${path.relative(root, there)}` : arg;
}
