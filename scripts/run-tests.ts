import path from 'node:path';
import { PROJECT_ROOT } from './project-root';
import type { Report } from './report';
import { runInTerminal, runTool } from './run-tool';

/** Where jest's results are left as JSON, for whoever counts them. */
export const TEST_RESULT_FILE = path.join(PROJECT_ROOT, 'dist', '.test-result.json');

/**
 * Lints, then runs jest over the compiled tests. The type check is the build, done before.
 *
 * @param args passed on to jest; a test's source file stands for its compiled one
 * @returns the exit code: 1 where the linter or a test complains
 */
export async function runTests(args: readonly string[], report: Report): Promise<number> {
  const lintPasses = await lint(report);
  const jest = path.join(PROJECT_ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const results = ['--json', `--outputFile=${TEST_RESULT_FILE}`];
  const exitCode = await runInTerminal(
    process.execPath,
    [jest, ...results, ...args.map(compiledTestName)],
    { cwd: PROJECT_ROOT },
  );
  return lintPasses ? exitCode : 1;
}

async function lint(report: Report): Promise<boolean> {
  const step = report.begin('lint', 'checking');
  const biome = path.join(PROJECT_ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const { exitCode, output } = await runTool(
    process.execPath,
    [biome, 'check', '--error-on-warnings', PROJECT_ROOT],
    {
      cwd: PROJECT_ROOT,
    },
  );
  if (exitCode === 0) {
    step.done('clean');
    return true;
  }
  step.failed('problems');
  report.show(output);
  return false;
}

/** `test/plan/grid.test.ts` is run as `test/plan/grid.test.js`; anything else stays as it is. */
function compiledTestName(arg: string): string {
  return arg.startsWith('-') ? arg : arg.replace(/\.ts$/, '.js');
}
