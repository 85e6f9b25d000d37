import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
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
  fs.rmSync(TEST_RESULT_FILE, { force: true });
  const exitCode = await runInTerminal(
    process.execPath,
    [jest, ...results, ...args.map(compiledTestName)],
    { cwd: PROJECT_ROOT },
  );
  // With a pattern for names all others count as skipped.
  const isSelective = args.some((arg) => /^(-t|--testNamePattern)/.test(arg));
  if (!isSelective) for (const name of readSkipped()) report.note('skipped', name);
  return lintPasses ? exitCode : 1;
}

const resultSchema = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/** Names of the tests that the last run of jest left out, for instance for want of a tool. */
export function readSkipped(file: string = TEST_RESULT_FILE): string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    // Jest did not get as far as to write it.
    return [];
  }
  return resultSchema
    .parse(parsed)
    .testResults.flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'pending')
    .map(({ fullName }) => fullName);
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
