import { type RankedRun, rankTrials } from '../../src/analysis/rank-trials';

function run(trial: string, seed: number, accuracy?: number): RankedRun {
  return {
    trial,
    seed,
    state: accuracy === undefined ? 'diverged' : 'completed',
    durationMs: 1000,
    metrics: accuracy === undefined ? undefined : { 'test/accuracy': accuracy },
  };
}

const metric = { name: 'test/accuracy', goal: 'maximize' } as const;

describe('rankTrials', () => {
  it('orders by the mean over seeds, in the direction of the goal', () => {
    const runs = [run('a', 0, 0.5), run('b', 0, 0.9), run('a', 1, 0.7), run('b', 1, 0.1)];
    expect(rankTrials(runs, metric).map(({ trial }) => trial)).toEqual(['a', 'b']);
    const descending = rankTrials(runs, { ...metric, goal: 'minimize' });
    expect(descending.map(({ trial }) => trial)).toEqual(['b', 'a']);
  });

  it('gives mean and sample standard deviation', () => {
    // By hand: the mean of 2, 4, 9 is 5; the squares of -3, -1, 4 sum to 26; 26 / 2 = 13.
    const [rank] = rankTrials([run('a', 0, 2), run('a', 1, 4), run('a', 2, 9)], metric);
    expect(rank?.mean).toBe(5);
    expect(rank?.stddev).toBeCloseTo(Math.sqrt(13), 12);
  });

  it('has no deviation for one run, and no mean for none', () => {
    const ranks = rankTrials([run('a', 0), run('b', 0, 0.5)], metric);
    expect(ranks).toMatchObject([
      { trial: 'b', mean: 0.5, stddev: undefined },
      { trial: 'a', mean: undefined, stddev: undefined },
    ]);
  });

  it('leaves runs without a result out of the mean, and lists them', () => {
    const [rank] = rankTrials([run('a', 0, 0.5), run('a', 1)], metric);
    expect(rank?.mean).toBe(0.5);
    expect(rank?.runs.map(({ seed }) => seed)).toEqual([0]);
    expect(rank?.others.map(({ seed }) => seed)).toEqual([1]);
  });

  it('keeps the order of the grid among equals', () => {
    const runs = ['c', 'a', 'b'].map((trial) => run(trial, 0, 0.5));
    expect(rankTrials([run('x', 0), ...runs, run('y', 0)], metric).map((r) => r.trial)).toEqual([
      'c',
      'a',
      'b',
      'x',
      'y',
    ]);
  });

  it('ranks by another metric, also where no run has it', () => {
    const byLoss = { name: 'validation/loss', goal: 'minimize' } as const;
    expect(rankTrials([run('a', 0, 0.5)], byLoss)[0]?.mean).toBeUndefined();
  });
});
