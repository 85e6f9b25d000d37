import path from 'node:path';
import { compareExperiment } from '../../src/cli/commands/answers/compare-command';
import { diffRuns } from '../../src/cli/commands/answers/diff-command';
import { showStatus } from '../../src/cli/commands/answers/status-command';
import { showPlans } from '../../src/cli/commands/specs/plan-command';
import { validateSpecs } from '../../src/cli/commands/specs/validate-command';
import { loadPlans } from '../../src/cli/load-plans';
import { asksForJson, chooseFormat } from '../../src/cli/options/output-format';
import { formatAnswer, formatJsonError } from '../../src/cli/output/json-answer';
import { UserError } from '../../src/util/user-error';
import { writeResults } from '../analysis/sample-results';
import { runAblate, writeSpec } from '../launch/start-ablate';
import { useScratchFolder } from '../scratch-folder';
import { captureOutput } from './capture-output';
import { plainPlanning } from './plain-options';

jest.setTimeout(120_000);

const scratch = useScratchFolder();
const results = (): string => path.join(scratch(), 'results');

const specText = `
name: tiny
question: Is tanh better?
dataset: { name: moons, size: 40 }
model: { type: mlp, hidden: [3] }
optimizer: { type: adam, learningRate: 0.01 }
steps: 10
batchSize: 10
seeds: 3
grid: { model.activation: [relu, tanh] }
metric: { name: test/accuracy }
claims: [mean(test/accuracy) > 0.5]
`;

/** Numbers as a table shows them, and as JSON holds them. */
const numbersOf = (text: string): string[] => text.match(/\d\.\d{4}/g) ?? [];

async function pretendRun(): Promise<string> {
  const spec = writeSpec(scratch(), specText, 'tiny.yaml');
  const { plans } = await loadPlans({ ...plainPlanning, spec: [spec] });
  for (const plan of plans) {
    writeResults(results(), plan, ({ trial, seed }) => (trial === 'relu' ? 0.8 : 0.9) + seed / 100);
  }
  return spec;
}

/** Runs a command for both formats; notes are on standard error in either. */
async function inBothFormats(
  command: (format: 'table' | 'json') => number | Promise<number>,
): Promise<{ table: string; json: Record<string, never> }> {
  const table = await captureOutput(() => command('table'));
  const json = await captureOutput(() => command('json'));
  expect(json.exitCode).toBe(table.exitCode);
  expect(json.stderr).toBe(table.stderr);
  return { table: table.stdout, json: JSON.parse(json.stdout) as Record<string, never> };
}

test('validate lists what is valid, and every problem with its place and advice', async () => {
  const good = writeSpec(scratch(), specText, 'good.yaml');
  const bad = writeSpec(scratch(), specText.replace('steps: 10', 'stpes: 10'), 'bad.yaml');
  const { table, json } = await inBothFormats((format) =>
    validateSpecs({ ...plainPlanning, spec: [good, bad], format }),
  );
  expect(table).toBe('tiny: valid, 6 runs\n');
  expect(json).toMatchObject({
    version: 1,
    command: 'validate',
    experiments: [{ experiment: 'tiny', runs: 6 }],
    problems: expect.arrayContaining([
      expect.objectContaining({
        source: bad,
        line: 7,
        column: 1,
        message: expect.stringContaining('stpes') as string,
        hint: expect.stringContaining('steps') as string,
      }),
    ]) as unknown,
  });
});

test('plan holds the runs with how they stand, or the problems', async () => {
  const spec = await pretendRun();
  const { table, json } = await inBothFormats((format) =>
    showPlans({ ...plainPlanning, spec: [spec], resultsDir: results(), format }),
  );
  expect(table).toContain('2 trials x 3 seeds = 6 runs');
  const [experiment] = json['experiments'] as unknown as { runs: Record<string, unknown>[] }[];
  expect(experiment).toMatchObject({ experiment: 'tiny', seeds: [0, 1, 2], strays: [] });
  expect(experiment?.runs).toHaveLength(6);
  expect(experiment?.runs[0]).toMatchObject({
    run: 'relu-s0',
    seed: 0,
    state: 'completed',
    next: null,
    settings: { steps: 10 },
  });
  writeSpec(scratch(), 'name: tiny\n', 'tiny.yaml');
  const wrong = await captureOutput(() =>
    showPlans({ ...plainPlanning, spec: [spec], resultsDir: results(), format: 'json' }),
  );
  expect(wrong.exitCode).toBe(2);
  expect(JSON.parse(wrong.stdout)).toMatchObject({
    error: { message: expect.stringMatching(/^\d problems?; nothing was run$/) as string },
    problems: expect.arrayContaining([expect.objectContaining({ source: spec })]) as unknown,
  });
});

test('status holds every run, what is complete too', async () => {
  const spec = await pretendRun();
  const { table, json } = await inBothFormats((format) =>
    showStatus({ ...plainPlanning, experiment: [spec], resultsDir: results(), format }),
  );
  expect(table).toContain('6 completed');
  expect(json['experiments']).toMatchObject([
    { experiment: 'tiny', directory: path.join(results(), 'tiny'), strays: [] },
  ]);
  const [{ runs } = { runs: [] }] = json['experiments'] as unknown as { runs: object[] }[];
  expect(runs).toHaveLength(6);
});

test('compare and diff hold the numbers of their tables', async () => {
  await pretendRun();
  const options = { metric: undefined, by: undefined, filter: undefined, columns: undefined };
  const compared = await inBothFormats((format) =>
    compareExperiment({
      ...options,
      experiment: 'tiny',
      resultsDir: results(),
      checkClaims: false,
      format,
    }),
  );
  const groups = compared.json['groups'] as unknown as { mean: number; stddev: number }[];
  expect(groups).toHaveLength(2);
  for (const { mean, stddev } of groups) {
    expect(numbersOf(compared.table)).toContain(mean.toFixed(4));
    expect(numbersOf(compared.table)).toContain(stddev.toFixed(4));
  }
  const diffed = await inBothFormats((format) =>
    diffRuns({ run: 'tiny/relu-s0', other: 'tiny/tanh-s1', resultsDir: results(), format }),
  );
  expect(diffed.json).toMatchObject({
    runs: ['relu-s0', 'tanh-s1'],
    environment: [],
    isComparable: true,
    parting: { step: 5 },
  });
  expect(diffed.json['settings']).toContainEqual({ path: 'seed', first: 0, second: 1 });
  expect(diffed.json['results']).toContainEqual({
    path: 'test/accuracy',
    first: 0.8,
    second: 0.91,
  });
  expect(numbersOf(diffed.table)).toEqual(expect.arrayContaining(['0.8000', '0.9100']));
});

test('run, report and doctor print one object, notes apart', async () => {
  const spec = await pretendRun();
  const run = await runAblate(['run', spec, '--no-download', '--json'], { cwd: scratch() });
  expect(run.stderr).toContain('Every run has its result already.');
  const answer = JSON.parse(run.stdout) as { experiments: Record<string, unknown>[] };
  expect(answer).toMatchObject({ version: 1, command: 'run' });
  expect(answer.experiments).toMatchObject([
    {
      experiment: 'tiny',
      isInterrupted: false,
      groups: [{ label: 'tanh', rank: 1 }, { label: 'relu' }],
      claims: [{ verdict: expect.any(String) as string }],
    },
  ]);
  expect(answer.experiments[0]?.['runs']).toContainEqual({
    run: 'tanh-s2',
    trial: 'tanh',
    seed: 2,
    state: 'completed',
    step: 10,
    metrics: { 'test/accuracy': 0.92, 'test/loss': expect.closeTo(0.08) as number },
    durationMs: 1500,
  });
  const report = await runAblate(['report', 'tiny', '--json'], { cwd: scratch() });
  expect(JSON.parse(report.stdout)).toMatchObject({
    command: 'report',
    report: expect.stringMatching(/report\.html$/) as string,
  });
  const doctor = await runAblate(['doctor', '--format', 'json'], { cwd: scratch() });
  const { checks } = JSON.parse(doctor.stdout) as { checks: { subject: string }[] };
  expect(checks.map(({ subject }) => subject)).toContain('TensorFlow');
});

test('work, unlock, cancel and list print one object too', async () => {
  await pretendRun();
  const answers: Record<string, unknown> = {};
  for (const command of ['work tiny', 'unlock tiny', 'cancel tiny', 'list']) {
    const words = command.split(' ');
    const { stdout, exitCode } = await runAblate([...words, '--json'], { cwd: scratch() });
    expect({ command, exitCode }).toEqual({ command, exitCode: 0 });
    answers[command] = JSON.parse(stdout);
  }
  expect(answers).toMatchObject({
    'work tiny': { command: 'work', experiment: 'tiny', failed: 0, open: 0, isInterrupted: false },
    'unlock tiny': { command: 'unlock', name: 'tiny', taken: [] },
    'cancel tiny': { command: 'cancel', experiment: 'tiny', cancelled: [] },
    list: { command: 'list', experiments: [{ experiment: 'tiny', runs: 6, done: 6 }] },
  });
});

test('run and compare say below their rankings how lucky the best is', async () => {
  const spec = writeSpec(scratch(), specText, 'tiny.yaml');
  const { plans } = await loadPlans({ ...plainPlanning, spec: [spec] });
  for (const plan of plans) {
    writeResults(
      results(),
      plan,
      ({ trial, seed }) => 0.8 + Math.sin(trial === 'relu' ? seed : seed + 2) / 50,
    );
  }
  const luck = /^The best of 2 is so partly by luck: fresh seeds would give it about 0.\d+ less.$/m;
  const run = await runAblate(['run', spec, '--no-download'], { cwd: scratch() });
  const compared = await runAblate(['compare', 'tiny'], { cwd: scratch() });
  expect(run.stdout).toMatch(luck);
  expect(luck.exec(compared.stdout)?.[0]).toBe(luck.exec(run.stdout)?.[0]);
});

test('run and compare tell the same of what is tuned', async () => {
  const tunedText = specText
    .replace('grid: { model', 'grid: { optimizer.learningRate: [0.01, 0.1, 1], model')
    .replace('claims: [mean(test/accuracy) > 0.5]', 'tune: [optimizer.learningRate]');
  const spec = writeSpec(scratch(), tunedText, 'tiny.yaml');
  const { plans } = await loadPlans({ ...plainPlanning, spec: [spec] });
  for (const plan of plans) {
    writeResults(results(), plan, ({ trial, seed }) =>
      trial === 'lr0.1_tanh' ? 0.9 : 0.6 + seed / 100,
    );
  }
  const run = await runAblate(['run', spec, '--no-download', '--json'], { cwd: scratch() });
  const compared = await runAblate(['compare', 'tiny', '--json'], { cwd: scratch() });
  const [{ directory: _, durationMs: __, isInterrupted, runs, ...told }] = (
    JSON.parse(run.stdout) as { experiments: [Record<string, unknown>] }
  ).experiments;
  expect({ isInterrupted, count: (runs as unknown[]).length }).toEqual({
    isInterrupted: false,
    count: 18,
  });
  expect(JSON.parse(compared.stdout)).toMatchObject(told);
  expect(told).toMatchObject({
    exploration: { values: [{ label: 'relu' }, { label: 'tanh' }], tolerance: 0.01 },
    timeToTarget: { rows: [{ label: 'tanh' }, { label: 'relu' }] },
    tuned: {
      rows: [
        {
          label: 'tanh',
          doubts: 'its best still improved by 9.7 points over the last of 3 settings: try more',
          choices: [{ trial: 'lr0.1_tanh', lastRise: { count: 1 } }],
        },
        { label: 'relu', choices: [{ lastRise: null }] },
      ],
    },
  });
});

test('what goes wrong is an object as well, also on the command line itself', async () => {
  const missing = await runAblate(['compare', 'tyni', '--json'], { cwd: scratch() });
  expect(missing.exitCode).toBe(1);
  expect(missing.stderr).toMatch(/^error: /);
  expect(JSON.parse(missing.stdout)).toMatchObject({
    version: 1,
    error: {
      message: expect.stringContaining('tyni') as string,
      hint: expect.any(String) as string,
    },
  });
  const unknown = await runAblate(['status', '--jsn', '--format=json'], { cwd: scratch() });
  expect(unknown.exitCode).toBe(2);
  expect(JSON.parse(unknown.stdout)).toHaveProperty('error.message');
});

test('numbers that JSON lacks are spelled, and what is not known is null', () => {
  const text = formatAnswer('inspect', {
    tag: 'loss',
    points: [{ step: 1, value: Number.NaN }],
  });
  expect(JSON.parse(text)).toEqual({
    version: 1,
    command: 'inspect',
    tag: 'loss',
    points: [{ step: 1, value: 'NaN' }],
  });
  expect(JSON.parse(formatJsonError(new UserError('no')))).toEqual({
    version: 1,
    error: { message: 'no', hint: null },
    problems: [],
  });
});

test('--json is short for --format json', () => {
  expect(chooseFormat({ json: true, format: undefined })).toBe('json');
  expect(chooseFormat({ json: undefined, format: 'csv' })).toBe('csv');
  expect(chooseFormat({ json: undefined, format: undefined })).toBe('table');
  expect(asksForJson(['compare', 'x', '--format', 'json'])).toBe(true);
  expect(asksForJson(['report', 'json'])).toBe(false);
});
