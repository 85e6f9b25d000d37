import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const main = path.resolve(__dirname, '../../src/cli/main.js');

const spec = `name: tiny
question: Does Adam beat SGD?
dataset: { name: moons, size: 20, testSize: 20 }
model: { type: mlp, hidden: [3] }
steps: 4
batchSize: 10
logEvery: 1
evaluateEvery: 2
summaries: []
grid:
  optimizer: [{ type: adam, learningRate: 0.01 }, { type: sgd, learningRate: 0.1 }]
seeds: 3
metric: { name: test/accuracy }
claims:
  - mean(test/loss) < 100
  - mean(test/accuracy | optimizer=adam) > 2
`;

let folder = '';

function ablate(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', TF_CPP_MIN_LOG_LEVEL: '2' },
  });
  return { status, stdout, stderr };
}

const readResult = (...names: string[]): string =>
  fs.readFileSync(path.join(folder, 'results', 'tiny', ...names), 'utf8');

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-test-'));
  fs.writeFileSync(path.join(folder, 'tiny.yaml'), spec);
  const { status, stderr } = ablate('run', 'tiny.yaml', '--quiet');
  if (status !== 0) throw new Error(stderr);
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test('run leaves runs.csv, reports claims and fails by them only when asked', () => {
  expect(readResult('runs.csv').split('\n')).toHaveLength(8);
  const again = ablate('run', 'tiny.yaml', '--quiet', '--check-claims');
  expect(again.status).toBe(1);
  expect(again.stdout).toMatch(/^supported {5}mean\(test\/loss\) < 100$/m);
  expect(again.stdout).toMatch(/^refuted {7}mean\(test\/accuracy \| optimizer=adam\) > 2$/m);
});

test('status says how it stands', () => {
  expect(ablate('status').stdout).toBe(
    'tiny: 6 runs: 6 completed\n  Running it again: there is nothing left to do.\n',
  );
});

test('compare gives the same numbers in every format', () => {
  const json = JSON.parse(ablate('compare', 'tiny', '--format', 'json').stdout) as {
    groups: { label: string; mean: number; bySeed: Record<string, number> }[];
    claims: { verdict: string }[];
  };
  expect(json.groups).toHaveLength(2);
  expect(json.claims.map(({ verdict }) => verdict)).toEqual(['supported', 'refuted']);
  for (const { label, mean, bySeed } of json.groups) {
    const values = [0, 1, 2].map((seed) => {
      const { metrics } = JSON.parse(readResult(`${label}-s${seed}`, 'status.json')) as {
        metrics: Record<string, number>;
      };
      return metrics['test/accuracy'] ?? Number.NaN;
    });
    expect(Object.values(bySeed)).toEqual(values);
    expect(mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / 3, 12);
  }
  const csv = ablate('compare', 'tiny', '--format', 'csv', '--columns', 'trial,mean').stdout;
  expect(csv).toBe(
    ['trial,mean', ...json.groups.map(({ label, mean }) => `${label},${mean}`), ''].join('\n'),
  );
  const markdown = ablate('compare', 'tiny', '--format', 'markdown', '--columns', 'trial,mean');
  expect(markdown.stdout).toContain('| trial | test/accuracy |\n| --- | ---: |\n');
  expect(ablate('compare', 'tiny').stdout).toMatch(/^1 .* best$/m);
});

test('compare knows axes, filters and metrics, and fails by claims when asked', () => {
  const byAxis = ablate('compare', 'tiny', '--by', 'optimizer.type', '--metric', 'test/loss');
  expect(byAxis.stdout).toMatch(/^ +optimizer.type +test\/loss/);
  // A metric has a name and, in TensorBoard, a tag: either will do.
  const byTag = ablate('compare', 'tiny', '--by', 'optimizer.type', '--metric', 'loss/test');
  expect(byTag.stdout).toBe(byAxis.stdout);
  const filtered = ablate('compare', 'tiny', '--filter', 'optimizer=sgd', '--check-claims');
  expect(filtered.status).toBe(1);
  expect(filtered.stdout).toMatch(/^1 +sgd/m);
  expect(ablate('compare', 'tiny', '--by', 'optimzer')).toMatchObject({
    status: 1,
    stderr: 'error: There is no axis optimzer\n  Did you mean optimizer?\n',
  });
});

test('diff shows settings, results and the step where runs part', () => {
  const { stdout } = ablate('diff', 'tiny/adam-lr0.01-s0', 'tiny/sgd-lr0.1-s0');
  expect(stdout).toMatch(/^optimizer.type +adam +sgd$/m);
  expect(stdout).toMatch(/^environment: equal$/m);
  // Both start from the same weights and batch, so the loss of the first step is the same.
  expect(stdout).toMatch(/^They part at step 1, .*: train\/accuracy|^They part at step 2/m);
});

test('report writes one page', () => {
  const { stdout, status } = ablate('report', 'tiny.yaml');
  expect(status).toBe(0);
  expect(stdout.trim()).toBe(path.join(fs.realpathSync(folder), 'results/tiny/report.html'));
  expect(readResult('report.html')).toContain('Does Adam beat SGD?');
});

test('verify says bit-equal, or where a run differs', () => {
  const run = 'adam-lr0.01-s0';
  const equal = ablate('verify', `tiny/${run}`, '--quiet');
  expect(equal.stdout).toContain(
    `bit-equal: ${run}, metrics of all 4 logged steps and the final weights`,
  );
  expect(equal.status).toBe(0);

  const copy = path.join(folder, run);
  fs.cpSync(path.join(folder, 'results', 'tiny', run), copy, { recursive: true });
  const metrics = path.join(copy, 'metrics.csv');
  const text = fs.readFileSync(metrics, 'utf8');
  fs.writeFileSync(metrics, text.replace(/^(3,[^,]*,[^,]*,)[^,]*/m, '$10.125'));
  const different = ablate('verify', copy, '--quiet', '--json');
  expect(different.status).toBe(1);
  expect(JSON.parse(different.stdout)).toMatchObject({
    command: 'verify',
    run,
    isEqual: false,
    parting: { step: 3, metric: 'train/loss', first: 0.125 },
  });
});

test('an accuracy that was edited is believed by nobody', () => {
  const run = path.join(folder, 'results', 'tiny', 'adam-lr0.01-s0');
  const file = path.join(run, 'status.json');
  const whole = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(file, whole.replace(/("test\/accuracy": )[\d.]+/, '$10.999'));
  try {
    const verified = ablate('verify', 'tiny/adam-lr0.01-s0', '--quiet');
    expect(verified.status).toBe(1);
    expect(verified.stdout).toMatch(/^different: /m);
    expect(verified.stdout).toMatch(/status\.json says test\/accuracy 0\.999, metrics\.csv says /);
    expect(verified.stdout).toMatch(/its status\.json says test\/accuracy 0\.999, now 0\.\d+/);
    expect(ablate('status', 'tiny').stdout).toMatch(/adam-lr0\.01-s0 +damaged .*status\.json says/);
    expect(ablate('compare', 'tiny').stdout).not.toContain('0.999');
    expect(ablate('compare', 'tiny').stdout).toContain('1 damaged');

    const mended = ablate('run', 'tiny.yaml', '--quiet');
    expect(mended.status).toBe(0);
    expect(mended.stderr).toMatch(
      /status\.json can't be used: status\.json says test\/accuracy 0\.999/,
    );
    expect(mended.stderr).toMatch(/what was there is kept in .*\.replaced/);
    const metricsOf = (text: string) => (JSON.parse(text) as { metrics: unknown }).metrics;
    expect(metricsOf(fs.readFileSync(file, 'utf8'))).toEqual(metricsOf(whole));
  } finally {
    fs.writeFileSync(file, whole);
  }
});

test('a run without its configuration says how to get it back', () => {
  const run = path.join(folder, 'results', 'tiny', 'sgd-lr0.1-s1');
  const file = path.join(run, 'run.json');
  const whole = fs.readFileSync(file, 'utf8');
  for (const damage of [() => fs.rmSync(file), () => fs.writeFileSync(file, '{')]) {
    damage();
    const { status, stderr } = ablate('diff', 'tiny/sgd-lr0.1-s1', 'tiny/sgd-lr0.1-s0');
    expect(status).toBe(1);
    expect(stderr).toMatch(/run\.json can't be used: /);
    expect(stderr).toMatch(/run SPEC --rerun sgd-lr0\.1-s1\n$/);
  }
  const rerun = ablate('run', 'tiny.yaml', '--quiet', '--rerun', 'sgd-lr0.1-s1');
  expect(rerun.status).toBe(0);
  expect(rerun.stderr).toMatch(/1 run began anew; what was there moved to .*\.replaced/);
  const settingsOf = (text: string) => (JSON.parse(text) as { config: unknown }).config;
  expect(settingsOf(fs.readFileSync(file, 'utf8'))).toEqual(settingsOf(whole));
});

test('what is not there is answered without a stack trace', () => {
  for (const args of [
    ['compare', 'tyni'],
    ['status', 'tyni'],
    ['report', 'tyni'],
    ['diff', 'tiny/a', 'tiny/b'],
    ['verify', 'tiny/adam'],
  ]) {
    const { status, stderr } = ablate(...args);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error: .*\n {2}\S.*\n$/);
  }
});
