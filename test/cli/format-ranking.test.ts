import { type RankedRun, rankTrials } from '../../src/analysis/rank-trials';
import { formatRanking } from '../../src/cli/format-ranking';

const metric = { name: 'test/accuracy', goal: 'maximize' } as const;

function run(trial: string, state: string, accuracy?: number): RankedRun {
  const metrics = accuracy === undefined ? undefined : { 'test/accuracy': accuracy };
  return { trial, seed: 0, state, durationMs: 2000, metrics };
}

function lines(runs: readonly RankedRun[]): string[] {
  return formatRanking(rankTrials(runs, metric), metric).split('\n');
}

test('a ranking numbers the trials and says what they cost', () => {
  const runs = [run('sgd', 'completed', 0.5), run('adam', 'completed', 0.9)];
  expect(lines([...runs, run('adam', 'completed', 0.8)])).toEqual([
    '   trial  test/accuracy    ± sd  runs  time per run',
    '1  adam          0.8500  0.0707     2         2.0 s',
    '2  sgd           0.5000             1         2.0 s',
  ]);
});

test('runs without a result are counted behind, and give no place', () => {
  const runs = [
    run('adam', 'diverged'),
    run('sgd', 'completed', 0.5),
    run('sgd', 'failed'),
    run('sgd', 'waiting'),
    run('sgd', 'failed'),
  ];
  expect(lines(runs)).toEqual([
    '   trial  test/accuracy  ± sd  runs  time per run',
    '1  sgd           0.5000           1         2.0 s  2 failed, 1 waiting',
    '   adam                           0                1 diverged',
  ]);
});
