import path from 'node:path';
import { setUpNativeTensorflow } from './native-tensorflow/set-up-native-tensorflow';
import { PROJECT_ROOT } from './project-root';
import type { Report } from './report';
import { runTests } from './run-tests';
import { runInTerminal } from './run-tool';
import { setUpTestPython } from './test-python/set-up-test-python';

/** What the bootstrap hands over. */
export interface CommandContext {
  readonly report: Report;
  /** Lets other set-ups of this clone go on; to be called before the user's own work begins. */
  unlock(): Promise<void>;
}

const CLI = path.join(PROJECT_ROOT, 'dist', 'src', 'cli', 'main.js');
const QUICKSTART = path.join('experiments', 'quickstart.yaml');

/**
 * Runs one npm script in a clone whose packages are installed and sources compiled.
 *
 * @param name `start`, `test`, `build`, `set-up`, `ablate`
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
      await setUpNativeTensorflow(report);
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
      await setUpTestPython(report);
      await unlock();
      return runTests(args, report);
    default:
      report.show(`There is no command ${name}: try start, test, build, set-up or ablate.`);
      return 1;
  }
}

function runCli(args: readonly string[]): Promise<number> {
  return runInTerminal(process.execPath, [CLI, ...args], { cwd: PROJECT_ROOT });
}
