import { compareGroups } from '../../src/analysis/compare-groups';
import { groupByTrial } from '../../src/analysis/group-runs';
import { formatRanking } from '../../src/cli/format-ranking';
import { type Outcome, planSample, pretendResults } from '../analysis/sample-results';

const metric = { name: 'test/accuracy', goal: 'maximize' } as const;

function lines(seeds: number, outcome: Outcome): string[] {
  const plan = planSample('grid: { optimizer: [adam, sgd] }', `seeds: ${seeds}`);
  const groups = groupByTrial(pretendResults(plan, outcome).runs, metric.name);
  return formatRanking(compareGroups(groups, metric), metric).split('\n');
}

test('a ranking numbers the trials and says what they cost', () => {
  expect(lines(2, ({ trial, seed }) => (trial === 'adam' ? 0.9 : 0.5) - seed / 10)).toEqual([
    '   trial  test/accuracy    ± sd  runs  time per run',
    '1  adam          0.8500  0.0707     2         1.5 s',
    '2  sgd           0.4500  0.0707     2         1.5 s',
  ]);
});

test('runs that failed count as guessing, and what is missing is said', () => {
  const ends = [0.9, { state: 'failed' }, { state: 'waiting' }, { state: 'failed' }] as const;
  expect(lines(4, ({ trial, seed }) => (trial === 'adam' ? undefined : ends[seed]))).toEqual([
    '   trial  test/accuracy    ± sd  runs  time per run',
    '1  sgd           0.6333  0.2309     3         1.5 s  2 of 3 failed, scored as guessing: 0.5000; 1 waiting',
    '2  adam          0.5000  0.0000     4                4 of 4 diverged, scored as guessing: 0.5000',
  ]);
});
