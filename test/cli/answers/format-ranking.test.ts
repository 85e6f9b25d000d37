import { compareGroups } from '../../../src/analysis/comparison/compare-groups';
import { groupByTrial } from '../../../src/analysis/comparison/group-runs';
import { chooseColumns } from '../../../src/cli/answers/comparison-columns';
import { formatRanking } from '../../../src/cli/answers/format-ranking';
import { type Outcome, planSample, pretendResults } from '../../analysis/sample-results';

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

test('beside what ranks by validation data stands the test data, failures counted there too', () => {
  const byValidation = { name: 'validation/accuracy', goal: 'maximize' } as const;
  const plan = planSample('grid: { optimizer: [adam, sgd] }', 'seeds: 2');
  const { runs } = pretendResults(plan, ({ trial, seed }) =>
    trial === 'sgd' && seed === 1 ? undefined : 0.9,
  );
  // Measured on validation data as well, where it is the other way round.
  const measured = runs.map((run) => {
    const { status, config } = run;
    if (status.state !== 'completed') return run;
    const validation = { 'validation/accuracy': config.trial === 'adam' ? 0.4 : 0.8 };
    const metrics = { ...status.metrics, ...validation };
    return { ...run, metrics, status: { ...status, metrics } };
  });
  const ranked = compareGroups(groupByTrial(measured, byValidation.name), byValidation);
  expect(formatRanking(ranked, byValidation).split('\n')).toEqual([
    '   trial  validation/accuracy    ± sd  test/accuracy  runs  time per run',
    '1  sgd                 0.6500  0.2121         0.7000     2         1.5 s  1 of 2 diverged, scored as guessing: 0.5000',
    '2  adam                0.4000  0.0000         0.9000     2         1.5 s',
  ]);
  const columns = chooseColumns(
    undefined,
    { metric: byValidation, axes: [], groupTitle: 'trial' },
    ranked,
  );
  const beside = columns.find(({ name }) => name === 'test/accuracy');
  expect(ranked.map((group) => beside?.text(group))).toEqual(['0.7000', '0.9000']);
});

test('runs that failed count as guessing, and what is missing is said', () => {
  const ends = [0.9, { state: 'failed' }, { state: 'waiting' }, { state: 'failed' }] as const;
  expect(lines(4, ({ trial, seed }) => (trial === 'adam' ? undefined : ends[seed]))).toEqual([
    '   trial  test/accuracy    ± sd  runs  time per run',
    '1  sgd           0.6333  0.2309     3         1.5 s  2 of 3 failed, scored as guessing: 0.5000; 1 waiting',
    '2  adam          0.5000  0.0000     4                4 of 4 diverged, scored as guessing: 0.5000',
  ]);
});
