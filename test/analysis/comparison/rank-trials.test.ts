import type { GroupComparison } from '../../../src/analysis/comparison/compare-groups';
import { describeRace, describeRacedAxes } from '../../../src/analysis/comparison/describe-race';
import { describePlace } from '../../../src/analysis/comparison/describe-verdict';
import { rankAxes, rankTrials } from '../../../src/analysis/comparison/rank-trials';
import { planNextStage } from '../../../src/analysis/stages/plan-next-stage';
import type { ExperimentPlan } from '../../../src/plan/plan-experiment';
import { type Outcome, planSample, pretendResults } from '../sample-results';

const grid = 'grid: { optimizer.learningRate: [0.001, 0.01, 0.1] }';
const race = planSample('seeds: { from: 3, to: 8, until: decided }', grid);

/** The plan after all stages that come. */
function runStages(plan: ExperimentPlan, outcome: Outcome): ExperimentPlan {
  const stage = planNextStage(plan, pretendResults(plan, outcome).runs);
  return stage === undefined ? plan : runStages(stage.plan, outcome);
}

const rank = (plan: ExperimentPlan, outcome: Outcome) =>
  rankTrials(plan, pretendResults(plan, outcome).runs);
const noise = (seed: number): number => Math.sin(7 * seed + 1) / 50;
/** Two that are close, and one far behind. */
const close: Outcome = ({ trial, seed }) =>
  trial === 'lr0.1' ? 0.5 + noise(seed) / 10 : 0.9 + noise(trial === 'lr0.01' ? seed : seed + 3);

test('what left a race is worse by the look at which it left', () => {
  const ranked = rank(runStages(race, close), close);
  const out = ranked.at(-1);
  expect(out).toMatchObject({ label: 'lr0.1', toBest: { isWorse: true, count: 5 } });
  expect(out?.toBest?.race).toMatchObject({ seedCount: 5, isOut: true });
  expect(out && describePlace(out, 'test/accuracy')).toMatch(/^worse.*, out after 5 seeds$/);
  const rest = ranked[1];
  expect(rest?.toBest).toMatchObject({ isWorse: false, count: 8, race: { seedCount: 8 } });
  expect(rest && describePlace(rest, 'test/accuracy')).toBe('not distinguishable with n = 8');
});

/** Differences that by themselves have p = 0.04. */
const leads = [0.012, 0.001, 0.009, 0.003, 0.0045];
const near: Outcome = ({ axisValues, seed }) =>
  0.9 + (axisValues['optimizer.learningRate'] === 0.01 ? (leads[seed] ?? 0) : 0);

test('who stayed to the end is judged with the error of the last look', () => {
  const pair = 'grid: { optimizer.learningRate: [0.001, 0.01] }';
  const second = (...lines: readonly string[]): GroupComparison | undefined =>
    rank(planSample(pair, ...lines), near)[1]?.toBest;
  expect(second('seeds: 5')?.isWorse).toBe(true);
  const plan = planSample(pair, 'seeds: { from: 3, to: 5, until: decided }');
  const raced = rank(runStages(plan, near), near)[1]?.toBest;
  expect(raced).toMatchObject({ isWorse: false, race: { seedCount: 5, isOut: false } });
  expect(raced?.p).toBeCloseTo(second('seeds: 5')?.p ?? 0, 12);
  // 97.5 % instead of 95 %.
  const width = (one: GroupComparison | undefined): number =>
    (one?.interval?.high ?? 0) - (one?.interval?.low ?? 0);
  expect(width(raced)).toBeGreaterThan(1.2 * width(second('seeds: 5')));
});

test('what was worse stays behind, and says of which, whoever leads in the end', () => {
  const turning: Outcome = ({ trial, seed }) => {
    const jitter = noise(seed + 2 * trial.length) / 20;
    if (trial === 'lr0.1') return 0.8 + jitter;
    // It leads the first five seeds, and then falls behind.
    if (trial === 'lr0.01') return (seed < 5 ? 0.9 : 0.6) + jitter;
    return 0.899 + jitter;
  };
  const plan = planSample('seeds: { from: 5, to: 8, until: decided }', grid);
  const ranked = rank(runStages(plan, turning), turning);
  expect(ranked.map(({ label }) => label)).toEqual(['lr1e-3', 'lr0.01', 'lr0.1']);
  expect(ranked[2]?.estimate?.mean).toBeGreaterThan(ranked[1]?.estimate?.mean ?? 1);
  expect(ranked[2] && describePlace(ranked[2], 'test/accuracy')).toBe(
    'worse than lr0.01, out after 5 seeds',
  );
});

test('nothing is told before the first look, nor between looks', () => {
  const waiting: Outcome = (run) =>
    run.runId === 'lr0.1-s2' ? { state: 'interrupted' } : close(run);
  const early = rank(race, waiting);
  expect(early[1] && describePlace(early[1], 'test/accuracy')).toBe(
    'the race is yet to be looked at',
  );
  expect(early.some(({ toBest }) => toBest?.isWorse)).toBe(false);
  const stage = planNextStage(race, pretendResults(race, close).runs);
  const plan = stage?.plan ?? race;
  const between: Outcome = (run) => (run.runId === 'lr0.01-s4' ? { state: 'waiting' } : close(run));
  expect(rank(plan, between)[1]?.toBest).toMatchObject({ count: 3, race: { seedCount: 3 } });
});

test('axes are compared on the seeds that every trial has', () => {
  const plan = planSample(
    'seeds: { from: 3, to: 8, until: decided }',
    'grid: { optimizer.learningRate: [0.01, 0.1], model.dropout: [0, 0.5] }',
  );
  const outcome: Outcome = ({ trial, seed }) =>
    (trial.startsWith('lr0.1_') ? 0.5 : 0.9) + noise(seed + trial.length);
  const { runs } = pretendResults(runStages(plan, outcome), outcome);
  const axes = rankAxes(plan, runs, ['dropout']);
  expect(axes.groups.map(({ bySeed }) => bySeed.size)).toEqual([3, 3]);
  expect(axes.groups[1]?.toBest).not.toHaveProperty('race');
});

test('a race says so in words', () => {
  expect(describeRace(race)).toBe(
    'Trials raced for seeds, looked at after 3, 5 and 8. Each verdict is that of the last look that a trial had part in, and all of them over all looks err in at most one of twenty experiments.',
  );
  expect(describeRacedAxes(race)).toMatch(/^On the first 3 seeds alone/);
  const plain = planSample(grid, 'seeds: 3');
  expect([describeRace(plain), describeRacedAxes(plain)]).toEqual([undefined, undefined]);
});
