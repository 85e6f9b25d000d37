import {
  comparePublished,
  type MeasuredRun,
} from '../../../src/analysis/comparison/compare-published';
import type { ExperimentPlan } from '../../../src/plan/plan-experiment';
import { planText } from '../../plan/plan-samples';
import { linesOf, specWith } from '../../spec/format-problems';

function planWith(...lines: string[]): ExperimentPlan {
  const planning = planText(specWith('grid: { model.activation: [relu, tanh] }', ...lines));
  if (!planning.ok) throw new Error(linesOf(planning.problems).join('\n'));
  return planning.plan;
}

/** Runs whose every metric at the end is the given value, and half of it at step 1. */
const measured = (values: Readonly<Record<string, number>>): MeasuredRun[] =>
  Object.entries(values).map(([runId, value]) => ({
    runId,
    measure: (_, step) => (step === undefined ? value : step === 1 ? value / 2 : undefined),
  }));

const tanhFigure = (tolerance: number) =>
  `published: [{ where: { model.activation: tanh }, metric: test/accuracy, value: 0.969, tolerance: ${tolerance}, note: why }]`;

test('the mean over seeds is compared, trials without a figure are listed', () => {
  const plan = planWith('seeds: 2', tanhFigure(0.05));
  const runs = measured({ 'relu-s0': 0.5, 'relu-s1': 0.7, 'tanh-s0': 0.9, 'tanh-s1': 0.98 });
  const [relu, tanh] = comparePublished(plan, runs);
  expect(relu).toMatchObject({ trial: 'relu', published: null, verdict: 'unpublished' });
  expect(relu?.mean).toBeCloseTo(0.6, 12);
  expect(tanh).toMatchObject({ trial: 'tanh', published: 0.969, verdict: 'within', note: 'why' });
  expect(tanh?.mean).toBeCloseTo(0.94, 12);
  // Of 0.9 and 0.98: |0.98 - 0.9| / sqrt(2).
  expect(tanh?.stddev).toBeCloseTo(0.08 / Math.SQRT2, 12);
  expect(tanh?.difference).toBeCloseTo(-0.029, 12);
});

test.each([
  [0.984, 'within'],
  [0.954, 'within'],
  [0.9841, 'outside'],
  [0.9539, 'outside'],
])('%p is %s 0.969 ± 0.015, bounds included', (value, verdict) => {
  const plan = planWith(tanhFigure(0.015));
  const comparisons = comparePublished(plan, measured({ 'tanh-s0': value, 'relu-s0': 1 }));
  expect(comparisons.find(({ trial }) => trial === 'tanh')?.verdict).toBe(verdict);
});

test('a run without a result leaves the comparison incomplete, though its mean be close', () => {
  const plan = planWith('seeds: 2', tanhFigure(0.05));
  const comparisons = comparePublished(plan, measured({ 'tanh-s1': 0.969 }));
  expect(comparisons.map(({ trial, verdict, mean }) => ({ trial, verdict, mean }))).toEqual([
    { trial: 'relu', verdict: 'incomplete', mean: null },
    { trial: 'tanh', verdict: 'incomplete', mean: 0.969 },
  ]);
});

test('a figure of a step is compared with that step; one without `where` with all trials', () => {
  const plan = planWith(
    'published: [{ metric: test/accuracy, step: 1, value: 0.4, tolerance: 0.01 }]',
  );
  const comparisons = comparePublished(plan, measured({ 'relu-s0': 0.8, 'tanh-s0': 0.6 }));
  expect(comparisons.map(({ trial, mean, verdict }) => [trial, mean, verdict])).toEqual([
    ['relu', 0.4, 'within'],
    ['tanh', 0.3, 'outside'],
  ]);
});
