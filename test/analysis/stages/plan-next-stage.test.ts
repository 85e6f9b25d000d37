import { planNextStage, type Stage } from '../../../src/analysis/stages/plan-next-stage';
import type { ExperimentPlan } from '../../../src/plan/plan-experiment';
import { type Outcome, planSample, pretendResults } from '../sample-results';

const next = (plan: ExperimentPlan, outcome: Outcome): Stage | undefined =>
  planNextStage(plan, pretendResults(plan, outcome).runs);

/** The plan after all stages that come. */
function runStages(plan: ExperimentPlan, outcome: Outcome): ExperimentPlan {
  const stage = next(plan, outcome);
  return stage === undefined ? plan : runStages(stage.plan, outcome);
}

const tuned = planSample(
  'seeds: 2',
  'grid: { optimizer: [sgd, adam], optimizer.learningRate: [0.01, 0.1] }',
  'tune: [optimizer.learningRate]',
  'confirm: { seeds: 3 }',
);

/** SGD is best at 0.1, Adam at 0.01. */
const outcome: Outcome = ({ trial, seed }) =>
  trial === 'sgd_lr0.1' || trial === 'adam_lr0.01' ? 0.9 + seed / 100 : 0.5;

describe('a confirmation', () => {
  it('runs what was chosen for each value of the question on fresh seeds', () => {
    const stage = next(tuned, outcome);
    expect(stage).toMatchObject({ kind: 'confirmation', runCount: 6, seedCount: 3 });
    expect(stage?.plan.runs.slice(tuned.runs.length).map(({ runId }) => runId)).toEqual([
      ...['sgd_lr0.1-s2', 'sgd_lr0.1-s3', 'sgd_lr0.1-s4'],
      ...['adam_lr0.01-s2', 'adam_lr0.01-s3', 'adam_lr0.01-s4'],
    ]);
  });

  it('waits until every run of the grid has ended', () => {
    const waiting: Outcome = (run) =>
      run.runId === 'sgd_lr0.01-s1' ? { state: 'interrupted' } : outcome(run);
    expect(next(tuned, waiting)).toBeUndefined();
  });

  it('counts what diverged as guessing when it chooses', () => {
    const diverging: Outcome = (run) => (run.runId === 'adam_lr0.01-s0' ? undefined : outcome(run));
    // 0.7 on average, better than 0.5.
    expect(next(tuned, diverging)?.trials).toEqual(['sgd_lr0.1', 'adam_lr0.01']);
  });

  it('is not moved by its own results, and comes once', () => {
    const stage = next(tuned, outcome);
    const disappointing: Outcome = (run) => (run.seed >= 2 ? 0.1 : outcome(run));
    expect(next(stage?.plan ?? tuned, disappointing)).toBeUndefined();
  });

  it('does not come unless asked for', () => {
    expect(next({ ...tuned, confirmSeeds: [] }, outcome)).toBeUndefined();
  });
});

describe('a race', () => {
  const race = planSample(
    'seeds: { from: 3, to: 8, until: decided }',
    'grid: { optimizer.learningRate: [0.001, 0.01, 0.1] }',
  );
  const noise = (seed: number): number => Math.sin(7 * seed + 1) / 50;

  it('gives more seeds to trials that are close, and none to those that are worse', () => {
    const close: Outcome = ({ trial, seed }) =>
      trial === 'lr0.1'
        ? 0.5 + noise(seed) / 10
        : 0.9 + noise(trial === 'lr0.01' ? seed : seed + 3);
    const { runs } = runStages(race, close);
    const count = (trial: string) => runs.filter((run) => run.trial === trial).length;
    expect([count('lr1e-3'), count('lr0.01')]).toEqual([8, 8]);
    expect(count('lr0.1')).toBeLessThan(8);
  });

  it('ends as soon as one trial is best beyond doubt', () => {
    const clear: Outcome = ({ trial, seed }) =>
      (trial === 'lr0.01' ? 0.9 : trial === 'lr0.1' ? 0.5 : 0.3) + noise(seed + trial.length) / 5;
    expect(runStages(race, clear).runs.length).toBeLessThan(3 * 8);
  });

  it('takes what failed for guessing, which a race goes on with', () => {
    const failing: Outcome = ({ trial, seed }) =>
      trial === 'lr0.1' && seed === 0 ? { state: 'failed' } : 0.9 + noise(seed);
    expect(next(race, failing)?.seedCount).toBe(5);
  });

  it('is told again from its results, however far it came', () => {
    const close: Outcome = ({ trial, seed }) => 0.9 + noise(trial === 'lr0.01' ? seed : seed + 3);
    const whole = runStages(race, close);
    expect(next(whole, close)).toBeUndefined();
    const seen = new Set(whole.runs.map(({ runId }) => runId));
    expect(runStages(race, close).runs.every(({ runId }) => seen.has(runId))).toBe(true);
  });
});
