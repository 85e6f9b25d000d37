import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { formatMetric } from '../../src/analysis/comparison/format-metric';
import { readEventFolder } from '../../src/analysis/results/read-event-folder';
import { ExperimentDirectory } from '../../src/records/experiment-directory';
import { writeStatus } from '../../src/records/status';
import { planSample, writeResults } from '../analysis/sample-results';
import { runAblate, writeSpec } from '../launch/start-ablate';

let folder = '';

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ablate-failures-'));
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const ablate = (...args: string[]) => runAblate([...args, '--results-dir', folder]);

interface Group {
  readonly label: string;
  readonly rank: number;
  readonly mean: number;
  readonly verdict: string;
  readonly shortfall: string;
}

interface Comparison {
  readonly groups: readonly Group[];
  readonly claims: readonly { readonly text: string; readonly verdict: string }[];
}

interface StatusAnswer {
  readonly experiments: readonly {
    readonly runs: readonly {
      readonly run: string;
      readonly state: string;
      readonly score: { readonly basis: string; readonly value?: number };
    }[];
  }[];
}

async function compare(): Promise<Comparison> {
  return JSON.parse((await ablate('compare', 'a', '--json')).stdout) as Comparison;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a trial of which most runs diverged', () => {
  const steady = [0.97, 0.96, 0.95, 0.94, 0.95];
  const lucky = [0.99, undefined, undefined, undefined, undefined];

  beforeEach(() => {
    const claim = 'mean(test/accuracy | model.activation=relu) > 0.6';
    const plan = planSample(
      'grid: { model.activation: [relu, tanh] }',
      'seeds: 5',
      `claims: ['${claim}', '${claim} counting failures']`,
    );
    writeResults(folder, plan, ({ trial, seed }) => (trial === 'relu' ? lucky : steady)[seed]);
  });

  test('is not ranked by its survivors, nor is a claim about it supported', async () => {
    const { groups, claims } = await compare();
    expect(groups).toMatchObject([
      { label: 'tanh', rank: 1, mean: expect.closeTo(0.954, 12), verdict: 'best', shortfall: '' },
      {
        label: 'relu',
        rank: 2,
        // (0.99 + 4 * 0.5) / 5
        mean: expect.closeTo(0.598, 12),
        verdict: 'worse',
        shortfall: '4 of 5 diverged, scored as guessing: 0.5000',
        failureRate: { failed: 4, ended: 5 },
      },
    ]);
    expect(claims.map(({ verdict }) => verdict)).toEqual(['inconclusive', 'inconclusive']);
    expect(await ablate('compare', 'a', '--check-claims')).toMatchObject({ exitCode: 1 });
  });

  test('says so wherever its number stands', async () => {
    const table = (await ablate('compare', 'a')).stdout;
    expect(table).toMatch(/^1 +tanh +0\.9540/m);
    expect(table).toMatch(/^2 +relu +0\.5980/m);
    const effect = (await ablate('compare', 'a', '--by', 'activation')).stdout;
    expect(effect).toMatch(/^2 +relu +0\.5980/m);
    const status = (await ablate('status', 'a')).stdout;
    expect(status).toContain('the training loss became NaN; scored as guessing: 0.5000');
    expect((await ablate('report', 'a')).exitCode).toBe(0);
    const page = fs.readFileSync(path.join(folder, 'a', 'report.html'), 'utf8');
    expect(page).toContain('tanh is best, with a mean test/accuracy of 0.9540');
    expect(page).toContain('4 of 5 diverged, scored as guessing: 0.5000');
    expect(page).toContain('(a rate of 40 %, 95 % interval 17 to 69 %)');
  });
});

test('with one seed the report says what the table says', async () => {
  const plan = planSample('grid: { model.activation: [relu, tanh] }');
  writeResults(folder, plan, ({ trial }) => (trial === 'relu' ? 0.9 : 0.8));
  expect((await ablate('compare', 'a')).stdout).toMatch(/^2 +tanh .* one seed tells nothing$/m);
  await ablate('report', 'a');
  const page = fs.readFileSync(path.join(folder, 'a', 'report.html'), 'utf8');
  expect(page).toContain('Whether it is better than tanh is open: one seed tells nothing.');
  expect(page).not.toContain('not distinguishable');
});

const spec = `name: a
dataset: { name: moons, size: 20, testSize: 20, validation: 0 }
model: { type: mlp, hidden: [3] }
optimizer: { type: sgd }
steps: 8
batchSize: 10
logEvery: 1
evaluateEvery: 2
summaries: []
grid: { optimizer.learningRate: [0.5, 0.1, 0.01] }
seeds: 2
metric: { name: test/loss, goal: minimize }
halving: { firstRung: 4, factor: 3 }
claims:
  - mean(test/loss | optimizer.learningRate=0.5) < 100
  - mean(test/loss | optimizer.learningRate=0.5) < 100 counting failures
`;

test('run, compare, report, status, runs.csv and HParams agree on every number', async () => {
  const file = writeSpec(folder, spec);
  const directory = new ExperimentDirectory(path.join(folder, 'a'));
  const planned = JSON.parse((await ablate('plan', file, '--json')).stdout) as {
    experiments: { runs: { run: string; trial: string; configHash: string }[] }[];
  };
  const runs = planned.experiments[0]?.runs ?? [];
  for (const { run, configHash } of runs) {
    const folderOfRun = directory.run(run);
    if (run === 'lr0.5-s1') {
      folderOfRun.prepare();
      writeStatus(folderOfRun.statusFile, {
        state: 'diverged',
        step: 2,
        reason: 'the training loss became NaN',
        // What it had before it diverged, and no result.
        metrics: { 'test/loss': 1e-9 },
        pathologies: [],
        configHash,
        updatedAt: '2026-01-01T00:00:00Z',
        durationMs: 5,
      });
    }
  }

  const ran = await ablate('run', file, '--quiet');
  const { groups, claims } = await compare();
  const status = JSON.parse((await ablate('status', 'a', '--json')).stdout) as StatusAnswer;
  const standing = status.experiments[0]?.runs ?? [];
  expect(new Set(standing.map(({ state }) => state))).toEqual(
    new Set(['completed', 'diverged', 'stopped']),
  );
  expect(await ablate('report', 'a')).toMatchObject({ exitCode: 0 });
  const page = fs.readFileSync(directory.reportFile, 'utf8');
  const [header = '', ...rows] = fs.readFileSync(directory.runsFile, 'utf8').trim().split('\n');
  const column = header.split(',').indexOf('score');
  const inFile = new Map(rows.map((row) => [row.split(',')[0], Number(row.split(',')[column])]));

  expect(groups).toHaveLength(3);
  for (const { label, rank, mean: compared, shortfall } of groups) {
    const ids = runs.filter(({ trial }) => trial === label).map(({ run }) => run);
    const inStatus = ids.map((id) => standing.find(({ run }) => run === id)?.score.value);
    expect(inStatus.map(Number)).toEqual(ids.map((id) => inFile.get(id)));
    expect(mean(inStatus.map(Number))).toBeCloseTo(compared, 12);
    const inTensorBoard = ids.map((id) => {
      const series = readEventFolder(directory.run(id).events).series.get('result/loss/test');
      return series?.at(-1)?.summary.tensor;
    });
    const shown = inTensorBoard.map((tensor) =>
      tensor === undefined || tensor.dtype === 'string' ? Number.NaN : Number(tensor.content[0]),
    );
    expect(mean(shown)).toBeCloseTo(compared, 6);
    const text = formatMetric('test/loss', compared);
    expect(ran.stdout).toMatch(new RegExp(`^${rank} +${label} +${text} .*${shortfall}$`, 'm'));
    expect(page).toContain(text);
    expect(page).toContain(shortfall);
  }
  expect(claims.map(({ verdict }) => verdict)[0]).toBe('inconclusive');
  for (const { text, verdict } of claims) {
    expect(ran.stdout).toContain(`${verdict.padEnd(12)}  ${text}\n`);
  }
}, 240_000);
