import {
  compareGroups,
  type GroupComparison,
} from '../../../src/analysis/comparison/compare-groups';
import { describeOptimism } from '../../../src/analysis/comparison/describe-optimism';
import { describeVerdict } from '../../../src/analysis/comparison/describe-verdict';
import { groupByAxes } from '../../../src/analysis/comparison/group-by-axes';
import { groupByTrial, type RunGroup } from '../../../src/analysis/comparison/group-runs';
import { filterRuns } from '../../../src/analysis/results/filter-runs';
import { estimateMean } from '../../../src/analysis/statistics/estimate-mean';
import { countPairsNeeded } from '../../../src/analysis/statistics/foresee-pairs';
import type { RankingMetric } from '../../../src/spec/metric-schema';
import { type Outcome, planSample, pretendResults } from '../sample-results';
import { sleep } from '../sleep-data';

const plan = planSample(
  'grid: { optimizer: [adam, { type: sgd, learningRate: 0.1 }], model.dropout: [0, 0.5] }',
  'seeds: 3',
);
const accuracy: Outcome = ({ seed, settings }) => {
  const model = settings.model as { dropout: number };
  const base = settings.optimizer.type === 'adam' ? 0.9 : 0.8;
  return base + seed / 100 - (model.dropout * (1 + seed / 100)) / 1000;
};

const rank = (outcome: Outcome, goal: 'maximize' | 'minimize' = 'maximize') =>
  compareGroups(groupByTrial(pretendResults(plan, outcome).runs, 'test/accuracy'), {
    name: 'test/accuracy',
    goal,
  });

describe('trials', () => {
  test('are ranked by their means, best first', () => {
    expect(rank(accuracy).map(({ label }) => label)).toEqual([
      'adam_dropout0',
      'adam_dropout0.5',
      'sgd-lr0.1_dropout0',
      'sgd-lr0.1_dropout0.5',
    ]);
    expect(rank(accuracy, 'minimize')[0]?.label).toBe('sgd-lr0.1_dropout0.5');
  });

  test('are compared with the best in pairs, so that what seeds do cancels out', () => {
    const [best, second] = rank(accuracy);
    expect(best?.toBest).toBeUndefined();
    // Over seeds each spreads by 0.01, the difference by a thousandth of that.
    expect(second?.estimate?.stddev).toBeCloseTo(0.01, 4);
    expect(second?.toBest?.difference).toBeCloseTo(-0.0005, 4);
    expect(second?.toBest?.verdict).toBe('worse');
  });

  test('without results come last and have no rank', () => {
    const waiting = { state: 'waiting' } as const;
    const last = rank((run) => (run.trial === 'adam_dropout0' ? waiting : accuracy(run))).at(-1);
    expect(last).toMatchObject({ label: 'adam_dropout0', rank: undefined, estimate: undefined });
    expect(last?.missing).toHaveLength(3);
  });

  test('are compared on the seeds that both have', () => {
    const ranked = rank((run) =>
      run.trial === 'adam_dropout0.5' && run.seed === 0 ? { state: 'waiting' } : accuracy(run),
    );
    const group = ranked.find(({ label }) => label === 'adam_dropout0.5');
    const other = ranked.find(({ label }) => label === 'adam_dropout0');
    expect((group?.toBest ?? other?.toBest)?.count).toBe(2);
  });
});

describe('axes', () => {
  test('average over all settings of the others, seed by seed', () => {
    const { groups, sharedCount, cellCount } = groupByAxes(
      pretendResults(plan, accuracy).runs,
      ['optimizer'],
      'test/accuracy',
    );
    expect(groups.map(({ label }) => label)).toEqual(['adam', 'sgd, learningRate 0.1']);
    expect(groups[0]?.bySeed.get(2)).toBeCloseTo(0.919745, 10);
    expect([sharedCount, cellCount]).toEqual([6, 6]);
  });

  test('count only settings that every value has a result for', () => {
    const { groups, sharedCount } = groupByAxes(
      pretendResults(plan, (run) =>
        run.runId === 'adam_dropout0.5-s1' ? { state: 'interrupted' } : accuracy(run),
      ).runs,
      ['optimizer'],
      'test/accuracy',
    );
    expect(sharedCount).toBe(5);
    // Dropout 0 alone is left of seed 1, on both sides.
    expect(groups.map(({ bySeed }) => bySeed.get(1))).toEqual([0.91, 0.81]);
  });

  test('may be named by a setting inside of them', () => {
    const { groups } = groupByAxes(
      pretendResults(plan, accuracy).runs,
      ['optimizer.type'],
      'test/accuracy',
    );
    expect(groups.map(({ label }) => label)).toEqual(['adam', 'sgd']);
  });

  const byType = planSample(
    'optimizer: { type: adam, learningRate: 0.1 }',
    'grid: { optimizer.type: [adam, sgd], optimizer.learningRate: [0.1, 0.01], model.activation: [relu, tanh] }',
    'seeds: 3',
  );
  const { runs: typed } = pretendResults(byType, ({ seed, settings }) =>
    settings.optimizer.type === 'adam' ? 0.9 + seed / 100 : 0.8,
  );

  test.each([
    ['optimizer', ['optimizer.type']],
    ['optimizer.type', ['optimizer.type']],
    ['learningRate', ['optimizer.learningRate']],
    ['learn', ['optimizer.learningRate']],
    ['model', ['model.activation']],
    ['act', ['model.activation']],
  ])('may be named by a beginning or an end: %s', (given, axes) => {
    const effect = groupByAxes(typed, [given], 'test/accuracy');
    expect(effect.axes).toEqual(axes);
    expect(effect.groups.map(({ bySeed }) => bySeed.size)).toEqual([3, 3]);
    expect([effect.sharedCount, effect.cellCount]).toEqual([12, 12]);
  });

  test('say what they are averaged over', () => {
    const effect = groupByAxes(typed, ['optimizer'], 'test/accuracy');
    expect(effect.averaged).toEqual(['optimizer.learningRate', 'model.activation']);
    expect(effect.groups.map(({ label }) => label)).toEqual(['adam', 'sgd']);
  });

  test('are refused where several could be meant', () => {
    expect(() => groupByAxes(typed, ['optimizer.'], 'test/accuracy')).toThrow(
      'optimizer. could be optimizer.type or optimizer.learningRate',
    );
    expect(() => groupByAxes(typed, ['batchSize'], 'test/accuracy')).toThrow(
      expect.objectContaining({
        message: 'There is no axis batchSize',
        hint: 'Axes: optimizer.type, optimizer.learningRate, model.activation.',
      }),
    );
  });

  test('that advance together are compared as they are', () => {
    const zipped = planSample(
      'optimizer: { type: adam, learningRate: 0.1 }',
      'zip: { optimizer.type: [adam, sgd], optimizer.learningRate: [0.001, 0.1] }',
      'seeds: 3',
    );
    const { runs } = pretendResults(zipped, ({ seed, settings }) =>
      settings.optimizer.type === 'adam' ? 0.9 + seed / 100 : 0.8,
    );
    const effect = groupByAxes(runs, ['optimizer'], 'test/accuracy');
    expect(effect.bound).toEqual(['optimizer.learningRate']);
    expect(effect.groups.map(({ bySeed }) => bySeed.get(1))).toEqual([0.91, 0.8]);
  });

  test('that do not exist are named', () => {
    const { runs } = pretendResults(plan, accuracy);
    expect(() => groupByAxes(runs, ['optimiser'], 'test/accuracy')).toThrow(
      expect.objectContaining({ hint: 'Did you mean optimizer?' }),
    );
  });
});

test('filters choose by type, by value and by part of a mapping', () => {
  const { runs } = pretendResults(plan, accuracy);
  const idsOf = (...filters: string[]) =>
    filterRuns(runs, filters).map(({ config }) => config.runId);
  expect(idsOf('optimizer=sgd', 'model.dropout=0.5')).toEqual([
    'sgd-lr0.1_dropout0.5-s0',
    'sgd-lr0.1_dropout0.5-s1',
    'sgd-lr0.1_dropout0.5-s2',
  ]);
  expect(idsOf('optimizer={learningRate: 1e-1}')).toHaveLength(6);
  expect(() => idsOf('optimizer=sdg')).toThrow('no trial has `sdg` as its `optimizer`');
});

/** Two groups whose values on the same seeds are pairs; the second is the best. */
function compare(
  pairs: readonly (readonly [number, number])[],
  metric: RankingMetric = { name: 'test/loss', goal: 'maximize' },
): GroupComparison | undefined {
  const group = (label: string, place: 0 | 1): RunGroup => ({
    label,
    axisValues: {},
    runs: [],
    bySeed: new Map(pairs.map((pair, seed) => [seed, pair[place]])),
    failed: [],
    stopped: [],
    missing: [],
  });
  return compareGroups([group('other', 0), group('best', 1)], metric).at(1)?.toBest;
}

test.each([
  [
    [
      [1, 2],
      [2, 3.1],
      [3, 4],
    ],
    'worse',
  ],
  [
    [
      [1, 2],
      [2, 3],
      [3, 4],
    ],
    'the same difference on all 3 seeds, too few to decide',
  ],
  [
    [
      [1, 2],
      [2, 3.001],
    ],
    '2 seeds cannot decide',
  ],
  [
    [
      [1, 1],
      [2, 2],
    ],
    'equal on all 2 seeds',
  ],
  [[[1, 2]], 'one seed tells nothing'],
  [
    [
      [1, 2],
      [2, 1.5],
      [3, 4],
    ],
    'not distinguishable with n = 3',
  ],
  [
    [
      [1, 2],
      [2, 2.4],
      [3, 4.2],
    ],
    'not distinguishable with n = 3; about 4 to 11 seeds would tell',
  ],
] as const)('%j: %s', (pairs, words) => {
  const comparison = compare(pairs);
  expect(comparison && describeVerdict(comparison, 'test/loss')).toBe(words);
});

describe('a pair of groups', () => {
  const pairs = sleep.first.map((value, index) => [value, sleep.second[index] ?? 0] as const);

  test("of Student's sleep data has the interval of R", () => {
    // t.test(extra ~ group, data = sleep, paired = TRUE): 95 percent interval -2.4598858 -0.7001142
    const comparison = compare(pairs);
    expect(comparison?.difference).toBeCloseTo(-1.58, 12);
    expect(comparison?.interval?.low).toBeCloseTo(-2.4598858, 6);
    expect(comparison?.interval?.high).toBeCloseTo(-0.7001142, 6);
    expect(comparison).toMatchObject({ verdict: 'worse', seedsNeeded: undefined });
    // On one of ten patients both gain as much.
    expect(comparison?.bestIsBetter).toMatchObject({ better: 9.5, count: 10 });
  });

  test('of its first three patients decides nothing, and says how many would', () => {
    const comparison = compare(pairs.slice(0, 3));
    expect(comparison?.verdict).toBe('not distinguishable');
    // The ends of the 80 % interval of the mean, with t(0.9, 2) = 1.8856.
    const differences = pairs.slice(0, 3).map(([first, second]) => first - second);
    const { mean, stddev = 0 } = estimateMean(differences);
    const halfWidth = (1.885618 * stddev) / Math.sqrt(3);
    expect(comparison?.seedsNeeded).toEqual({
      low: Math.max(4, countPairsNeeded(Math.abs(mean) + halfWidth, stddev) ?? 0),
      high: countPairsNeeded(Math.abs(mean) - halfWidth, stddev),
    });
  });

  test('of two seeds decides nothing, however clear it looks', () => {
    const two = [
      [0.1, 0.9],
      [0.1, 0.91],
    ] as const;
    expect(compare(two)).toMatchObject({ verdict: 'not distinguishable', interval: undefined });
  });

  test('with the same difference throughout decides from six seeds on, as signs do', () => {
    const same = (count: number) =>
      compare(Array.from({ length: count }, (_, seed) => [seed, seed + 0.1] as const));
    expect(same(5)).toMatchObject({ verdict: 'not distinguishable', seedsNeeded: undefined });
    expect(same(6)?.verdict).toBe('worse');
  });

  test('whose loss one seed has thrown out of all proportion says no number of seeds', () => {
    const thrown = [
      [0.31, 0.29],
      [4653, 0.28],
      [0.3, 0.3],
    ] as const;
    expect(compare(thrown, { name: 'test/loss', goal: 'minimize' })).toMatchObject({
      verdict: 'not distinguishable',
      seedsNeeded: undefined,
    });
  });

  test('has an interval within what a difference can be', () => {
    const close = [
      [0.1, 0.99],
      [0.1, 0.2],
      [0.1, 0.95],
    ] as const;
    expect(compare(close, { name: 'test/accuracy', goal: 'maximize' })?.interval?.low).toBe(-1);
  });

  test('is equivalent, or open, where a smallest difference of interest is given', () => {
    const near = [0, 1, 2, 3, 4, 5].map(
      (seed) => [0.9 + seed / 1e3, 0.9 + seed / 1e3 + Math.sin(seed) / 1e4] as const,
    );
    const words = (atLeast: number) => {
      const metric = { name: 'test/accuracy', goal: 'maximize', atLeast } as const;
      const comparison = compare(near, metric);
      return comparison && describeVerdict(comparison, metric.name);
    };
    expect(words(0.002)).toBe('equivalent within 0.2 points');
    expect(words(0.00001)).toMatch(/^open beyond 0.001 points with n = 6/);
  });
});

test('the best of several equal ones is expected to do worse on fresh seeds, a clear one is not', () => {
  const metric = { name: 'test/accuracy', goal: 'maximize' } as const;
  const trials = (gap: number) =>
    rank(
      ({ trial, seed }) =>
        0.8 + (trial === 'adam_dropout0' ? gap : 0) + Math.sin(seed * 5 + trial.length) / 100,
    );
  expect(describeOptimism(trials(0), metric)).toMatch(
    /^The best of 4 is so partly by luck: fresh seeds would give it about 0\.00\d\d less\.$/,
  );
  expect(describeOptimism(trials(0.15), metric)).toBeUndefined();
});
