import fs from 'node:fs';
import path from 'node:path';
import { rankTrials } from '../../../../src/analysis/comparison/rank-trials';
import { readResults } from '../../../../src/analysis/results/read-results';
import { showList } from '../../../../src/cli/commands/answers/list-command';
import { ExperimentDirectory } from '../../../../src/records/experiment-directory';
import { planSample, writeResults } from '../../../analysis/sample-results';
import { useScratchFolder } from '../../../scratch-folder';
import { captureOutput } from '../../capture-output';
import { captureComparison } from '../../plain-options';

const scratch = useScratchFolder();

/** Two experiments: one complete with tags, one of which a run failed and a run waits. */
function writeSamples(): string {
  const folder = path.join(scratch(), 'results');
  const tanh = planSample(
    'tags: [thesis, quick]',
    'seeds: 2',
    'grid: { model.activation: [relu, tanh] }',
  );
  writeResults(
    folder,
    { ...tanh, experiment: 'alpha' },
    ({ trial, seed }) => (trial === 'tanh' ? 0.9 : 0.8) + seed / 100,
  );
  const beta = planSample('seeds: 3', 'metric: { name: test/loss, goal: minimize }');
  writeResults(folder, { ...beta, experiment: 'beta' }, ({ seed }) =>
    seed === 0 ? 0.75 : { state: seed === 1 ? 'failed' : 'waiting' },
  );
  return folder;
}

const list = (
  resultsDir: string,
  format: 'table' | 'json' = 'table',
  tag: readonly string[] = [],
): ReturnType<typeof captureOutput> => captureOutput(() => showList({ resultsDir, format, tag }));

test('lists experiments with runs, tags, and the trial that compare ranks first', async () => {
  const folder = writeSamples();
  const { stdout, exitCode } = await list(folder);
  expect(exitCode).toBe(0);
  const [head, ...rows] = stdout.trimEnd().split('\n');
  expect(head?.split(/ {2,}/)).toEqual([
    'experiment',
    ...['runs', 'done', 'failed', 'best', 'last', 'tags'],
  ]);
  expect(rows.find((row) => row.startsWith('alpha'))).toMatch(
    /^alpha +4 +4 +test\/accuracy 0\.9050 +tanh +20\d\d-\d\d-\d\d \d\d:\d\d +thesis, quick$/,
  );
  const { experiments } = JSON.parse((await list(folder, 'json')).stdout) as {
    experiments: { experiment: string; best: { trial: string; value: number } }[];
  };
  expect(experiments).toHaveLength(2);
  for (const { experiment, best } of experiments) {
    const results = readResults(new ExperimentDirectory(path.join(folder, experiment)));
    const [first] = rankTrials(results.plan, results.runs);
    expect(best.trial).toBe(first?.label);
    expect(best.value).toBeCloseTo(first?.estimate?.mean ?? Number.NaN, 12);
  }
  expect(experiments.find(({ experiment }) => experiment === 'beta')).toMatchObject({
    runs: 3,
    done: 1,
    failed: 1,
    isHeld: false,
    lastWorkedOn: '2026-01-01T00:00:00.000Z',
    note: null,
  });
});

test('lists those of a tag alone, and says where there are none', async () => {
  const folder = writeSamples();
  expect((await list(folder, 'table', ['thesis'])).stdout).not.toContain('beta');
  const none = await list(folder, 'table', ['other']);
  expect(none.stdout).toBe('');
  expect(none.stderr).toContain('There are no experiments tagged other in ');
  expect((await list(path.join(scratch(), 'nowhere'))).stderr).toContain('There are no results in');
});

test('a plan that cannot be read hides no other experiment', async () => {
  const folder = writeSamples();
  fs.writeFileSync(path.join(folder, 'beta', 'plan.json'), '{}');
  const { stdout, stderr, exitCode } = await list(folder, 'json');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('plan.json');
  expect(JSON.parse(stdout)).toMatchObject({
    experiments: [{ experiment: 'alpha' }],
    unreadable: [{ experiment: 'beta' }],
  });
});

test('results that were moved, or an experiment that was renamed, say the same', async () => {
  const folder = writeSamples();
  const moved = path.join(scratch(), 'elsewhere', 'archive');
  const [listed, compared] = [await list(folder), await captureComparison('alpha', folder)];
  fs.mkdirSync(path.dirname(moved));
  fs.renameSync(folder, moved);
  expect(await list(moved)).toEqual(listed);
  expect(await captureComparison('alpha', moved)).toEqual(compared);
  fs.renameSync(path.join(moved, 'alpha'), path.join(moved, 'renamed'));
  expect((await captureComparison('renamed', moved)).stdout).toBe(compared.stdout);
  expect((await list(moved)).stdout).toMatch(/^renamed +4 +4 /m);
});
