import fs from 'node:fs';
import path from 'node:path';
import { compareExperiment } from '../../../src/cli/commands/answers/compare-command';
import { reportExperiment } from '../../../src/cli/commands/answers/report-command';
import { loadPlans } from '../../../src/cli/load-plans';
import { writeResults } from '../../analysis/sample-results';
import { runAblate, writeSpec } from '../../launch/start-ablate';
import { useScratchFolder } from '../../scratch-folder';
import { captureOutput } from '../capture-output';
import { plainPlanning } from '../plain-options';

jest.setTimeout(60_000);

const scratch = useScratchFolder();
const resultsDir = (): string => path.join(scratch(), 'results');

const specText = `
name: tiny
dataset: { name: moons, size: 40 }
model: { type: mlp, hidden: [3] }
optimizer: { type: adam, learningRate: 0.01 }
steps: 10
batchSize: 10
seeds: 3
grid: { model.activation: [relu, tanh] }
metric: { name: test/accuracy }
`;

const sentence =
  'The runs come from 2 kinds of CPU: 4 from AMD EPYC 7763, 2 from Intel Xeon 8481C: last digits may differ between them.';

/** Writes results of two machines; returns the spec's file. */
async function pretendRuns(): Promise<string> {
  const spec = writeSpec(scratch(), specText, 'tiny.yaml');
  const { plans } = await loadPlans({ ...plainPlanning, spec: [spec] });
  for (const plan of plans) {
    const directory = writeResults(resultsDir(), plan, ({ seed }) => 0.8 + seed / 100);
    for (const config of plan.runs) {
      const environment = { cpuModel: config.seed === 2 ? 'Intel Xeon 8481C' : 'AMD EPYC 7763' };
      const { runFile } = directory.run(config.runId);
      fs.writeFileSync(runFile, JSON.stringify({ config, environment }));
    }
  }
  return spec;
}

const compare = (format: 'table' | 'csv' | 'json' | 'markdown', filter: string[] = []) =>
  captureOutput(() =>
    compareExperiment({
      experiment: 'tiny',
      resultsDir: resultsDir(),
      metric: undefined,
      by: undefined,
      filter,
      columns: undefined,
      checkClaims: false,
      format,
    }),
  );

const report = (format: 'table' | 'json') =>
  captureOutput(() =>
    reportExperiment({
      experiment: 'tiny',
      resultsDir: resultsDir(),
      output: undefined,
      format,
    }),
  );

test('compare says it below the table, and counts the runs that it compares', async () => {
  await pretendRuns();
  expect((await compare('table')).stdout).toContain(`\n${sentence}\n`);
  expect((await compare('markdown')).stdout).toContain(`\n\n${sentence}\n`);
  const csv = await compare('csv');
  expect(csv.stderr).toContain(`${sentence}\n`);
  expect(csv.stdout).not.toContain('CPU');
  const { mixtures } = JSON.parse((await compare('json')).stdout) as { mixtures: unknown };
  expect(mixtures).toEqual([
    {
      subject: 'cpu',
      kinds: [
        { value: 'AMD EPYC 7763', runs: 4 },
        { value: 'Intel Xeon 8481C', runs: 2 },
      ],
      sentence,
    },
  ]);
  const half = await compare('table', ['model.activation=relu']);
  expect(half.stdout).toContain('2 from AMD EPYC 7763, 1 from Intel Xeon 8481C');
});

test('report says it beside the page, in it, and in its answer', async () => {
  await pretendRuns();
  const { stdout, stderr } = await report('table');
  expect(stderr).toBe(`${sentence}\n`);
  expect(fs.readFileSync(stdout.trim(), 'utf8')).toContain(sentence);
  expect(JSON.parse((await report('json')).stdout)).toMatchObject({
    mixtures: [{ subject: 'cpu', sentence }],
  });
});

test('run says it, as text and as JSON', async () => {
  const spec = await pretendRuns();
  const run = (...options: string[]) =>
    runAblate(['run', spec, '--no-download', ...options], { cwd: scratch() });
  expect((await run()).stdout).toContain(`${sentence}\n`);
  expect(JSON.parse((await run('--json')).stdout)).toMatchObject({
    experiments: [{ mixtures: [{ subject: 'cpu', sentence }] }],
  });
});

test('nothing is said of runs of one machine', async () => {
  const spec = writeSpec(scratch(), specText, 'tiny.yaml');
  const { plans } = await loadPlans({ ...plainPlanning, spec: [spec] });
  for (const plan of plans) writeResults(resultsDir(), plan, ({ seed }) => 0.8 + seed / 100);
  const { stdout, stderr } = await compare('table');
  expect(stdout + stderr).not.toContain('come from');
  expect(JSON.parse((await compare('json')).stdout)).toMatchObject({ mixtures: [] });
});
