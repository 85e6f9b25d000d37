import fs from 'node:fs';
import path from 'node:path';
import { findExperiment } from '../../src/analysis/results/find-results';
import { diffRuns } from '../../src/cli/commands/answers/diff-command';
import { inspectRun } from '../../src/cli/commands/answers/inspect-command';
import { showStatus } from '../../src/cli/commands/answers/status-command';
import type { UserError } from '../../src/util/user-error';
import { planSample, writeResults } from '../analysis/sample-results';
import { useScratchFolder } from '../scratch-folder';
import { type CapturedOutput, captureOutput } from './capture-output';
import { captureComparison, plainPlanning } from './plain-options';

const scratch = useScratchFolder();
const results = (): string => path.join(scratch(), 'results');
const status = (experiment: string[], format: 'table' | 'json' = 'table') =>
  captureOutput(() => showStatus({ ...plainPlanning, experiment, resultsDir: results(), format }));

const compare = (experiment: string) => captureComparison(experiment, results());

const commands: Readonly<Record<string, () => Promise<CapturedOutput>>> = {
  status: () => status(['tiny']),
  compare: () => compare('tiny'),
  inspect: () =>
    captureOutput(() =>
      inspectRun({ run: 'tiny/base-s0', resultsDir: results(), tag: undefined, format: 'table' }),
    ),
  diff: () =>
    captureOutput(() =>
      diffRuns({
        run: 'tiny/base-s0',
        other: 'tiny/base-s1',
        resultsDir: results(),
        format: 'table',
      }),
    ),
};

const plan = planSample('name: tiny', 'steps: 10', 'seeds: 2');

async function refusalOf(command: string): Promise<UserError> {
  const outcome = await commands[command]?.().catch((error: UserError) => error);
  if (!(outcome instanceof Error)) throw new Error(`${command} was not refused`);
  return outcome;
}

describe.each(Object.keys(commands))('%s', (command) => {
  it('says that the folder is not there, and what would make it', async () => {
    const { message, hint } = await refusalOf(command);
    expect(message).toBe(`There are no results of tiny: there is no ${results()}`);
    expect(hint).toMatch(/--results-dir: .* run SPEC$/);
  });

  it('says that the folder is empty', async () => {
    fs.mkdirSync(results());
    const { message } = await refusalOf(command);
    expect(message).toBe(`There are no results of tiny in ${results()}`);
  });
});

it.each(['status', 'compare'])('%s says that runs have lost their plan', async (command) => {
  const directory = writeResults(results(), plan, () => 0.9);
  fs.rmSync(directory.planFile);
  const { message, hint } = await refusalOf(command);
  expect(message).toMatch(/results\/tiny holds runs, but no plan\.json/);
  expect(hint).toContain('keeps what is complete');
});

it('an experiment without runs is told from one whose run is not there', async () => {
  const directory = writeResults(results(), plan, () => 0.9);
  expect((await refusalOf('inspect')).message).toMatch(/base-s0 holds no event files$/);
  for (const { runId } of plan.runs) {
    fs.rmSync(directory.run(runId).path, { recursive: true });
  }
  const { message, hint } = await refusalOf('inspect');
  expect(message).toBe('tiny has no run base-s0');
  expect(hint).toMatch(/^None of its runs has begun: .* status tiny$/);
  expect((await status(['tiny'])).stdout).toContain('Running it: 2 runs start.');
  const compared = await compare('tiny');
  expect(compared.stderr).toMatch(/^No run of tiny has a result yet\. .* status tiny\n$/);
});

it('status shows what can be read where one plan is of another version', async () => {
  writeResults(results(), plan, () => 0.9);
  fs.mkdirSync(path.join(results(), 'old'));
  fs.writeFileSync(path.join(results(), 'old', 'plan.json'), '{"experiment":"old"}');
  const { exitCode, stdout, stderr } = await status([]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('tiny: 2 runs: 2 completed\n');
  expect(stderr).toMatch(/^error: .*old\/plan\.json can't be used: .*\n {2}.*another version/);
  const { experiments, unreadable } = JSON.parse((await status([], 'json')).stdout) as {
    experiments: unknown[];
    unreadable: unknown[];
  };
  expect(experiments).toHaveLength(1);
  expect(unreadable).toMatchObject([{ experiment: 'old' }]);
});

it('results whose spec was renamed or moved are found by name', () => {
  writeResults(results(), plan, () => 0.9);
  expect(() => findExperiment('gone/tiny.yaml', results())).toThrow(
    expect.objectContaining({
      message: "Can't read gone/tiny.yaml: there is no such file",
      hint: 'Results are found by name too: tiny',
    }) as Error,
  );
});

it('status of nothing says what to do', async () => {
  const { exitCode, stdout, stderr } = await status([]);
  expect([exitCode, stdout]).toEqual([0, '']);
  expect(stderr).toMatch(/^There are no results in .*\n {2}Run a spec, .* run SPEC\n$/);
});
