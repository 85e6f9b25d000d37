import { linesOf, specWith } from '../../spec/format-problems';
import { planText } from '../plan-samples';

const grid =
  'grid: { optimizer: [adam, { type: sgd, learningRate: 0.1 }], model.hidden: [[8], [16]] }';

function explain(...claims: string[]): string[] {
  const planning = planText(
    specWith(
      'dataset: { name: moons, validation: 0 }',
      grid,
      'claims:',
      ...claims.map((claim) => `  - ${claim}`),
    ),
  );
  return linesOf(planning.ok ? [] : planning.problems);
}

test('claims about what there is go into the plan', () => {
  const claim = 'mean(test/accuracy | optimizer=adam) > mean(test/accuracy | optimizer=sgd)';
  const planning = planText(specWith('dataset: moons', grid, `claims: ['${claim}']`));
  expect(planning.ok && planning.plan.claims).toEqual([claim]);
});

test.each([
  'mean(test/accuracy | optimizer.learningRate=0.1) > 0.5',
  'mean(test/accuracy | optimizer.learningRate=1e-1) > 0.5',
  "'mean(test/accuracy | optimizer={type: sgd}, model.hidden=[16]) > 0.5'",
  'mean(test/accuracy | trial=adam_h8) > 0.5',
  'mean(test/accuracy | model.activation=relu, batchSize=50) > 0.5',
  'mean(accuracy/test | optimizer=adam) > 0.5 counting failures',
  'mean(test/loss | optimizer=adam) > median(test/loss | optimizer=adam)',
  'mean(test/loss) > mean(test/loss | optimizer=adam)',
])('%s chooses runs', (claim) => {
  expect(explain(claim)).toEqual([]);
});

test.each([
  [
    'mean(test/acuracy) > 0.5',
    '8:10 in the claim: there is no metric `test/acuracy` (Did you mean `test/accuracy`?)',
  ],
  [
    'mean(validation/loss) > 0.5',
    '8:10 in the claim: `validation/loss`: the data has no validation split (Keep data for it with `dataset.validation: 1000`.)',
  ],
  [
    'mean(test/loss | optimiser=adam) > 0.5',
    '8:22 in the claim: there is no axis `optimiser` (Did you mean `optimizer`?)',
  ],
  [
    'mean(test/loss | hidden=[8]) > 0.5',
    '8:22 in the claim: there is no axis `hidden` (Did you mean `model.hidden`?)',
  ],
  [
    'mean(test/loss | optimizer=adma) > 0.5',
    '8:32 in the claim: no trial has `adma` as its `optimizer` (Did you mean `adam`?)',
  ],
  [
    'mean(test/loss | model.hidden=[32]) > 0.5',
    '8:35 in the claim: no trial has `[32]` as its `model.hidden` (There are: [8], [16].)',
  ],
  [
    'mean(test/loss | optimizer=adam, optimizer.learningRate=0.1) > 0.5',
    '8:22 in the claim: no trial meets all of these conditions',
  ],
  [
    'mean(full-train/loss) < 0.5',
    '8:10 in the claim: `full-train/loss` is not measured: `evaluate` does not name full-train (Add full-train to `evaluate`.)',
  ],
  [
    'mean(loss/full-train) < 0.5',
    '8:10 in the claim: `full-train/loss` is not measured: `evaluate` does not name full-train (Add full-train to `evaluate`.)',
  ],
  [
    'mean(acuracy/test) > 0.5',
    '8:10 in the claim: there is no metric `acuracy/test` (Did you mean `accuracy/test`?)',
  ],
  [
    'mean(test/loss) > mean(test/loss)',
    '8:23 in the claim: both sides have the same statistics of the same runs (Compare different runs: `mean(test/accuracy | optimizer=adam)` with another.)',
  ],
  [
    'mean(test/loss | optimizer=sgd) >= mean(loss/test | optimizer.learningRate=0.1) + 0.1',
    '8:40 in the claim: both sides have the same statistics of the same runs (Compare different runs: `mean(test/accuracy | optimizer=adam)` with another.)',
  ],
  [
    'tuned(test/loss | optimizer=adam) < tuned(test/loss | optimizer=sgd)',
    '8:5 in the claim: nothing is tuned in this experiment (Name the axes to choose by the metric: `tune: [optimizer.learningRate]`, or use `mean`.)',
    '8:41 in the claim: nothing is tuned in this experiment (Name the axes to choose by the metric: `tune: [optimizer.learningRate]`, or use `mean`.)',
  ],
  [
    'tuned(test/loss | optimizer=adam) < max(test/loss)',
    "8:41 in the claim: `tuned` is a mean, which can't be compared with `max` (Compare it with `mean` or another `tuned`.)",
  ],
  [
    'mean(test/loss) < 1 for at least 1 of 2 values of hidden',
    '8:55 in the claim: there is no axis `hidden` (Did you mean `model.hidden`?)',
  ],
  [
    'mean(test/loss) < 1 for at least 2 of 3 values of model.hidden',
    '8:43 in the claim: `model.hidden` has 2 values, not 3',
  ],
  [
    '"mean(test/loss | optimizer=adam, model.hidden=[8]) < 1 for at least 1 of 2 values of model.hidden"',
    '8:6 in the claim: no trial with `model.hidden` [16] meets these conditions',
  ],
  [
    'mean(test/loss) > 0.5 counting failure',
    '8:27 in the claim: unexpected `counting` (Did you mean `counting failures`?)',
  ],
  ['mean(test/loss) > 0.5 always', '8:27 in the claim: unexpected `always`'],
  [
    '"mean(test/loss) >"',
    '8:23 in the claim: expected a number or mean, median, min, max, sd or tuned, found the end (For instance: mean(test/accuracy | optimizer=adam) > 0.9)',
  ],
])('%s', (claim, ...problems) => {
  expect(explain(claim)).toEqual(problems);
});

test('faults of grammar are reported with other mistakes of the spec', () => {
  const planning = planText(specWith('steps: -1', 'claims: [mean]'));
  expect(linesOf(planning.ok ? [] : planning.problems)).toEqual([
    '5:8 `steps` is -1, expected more than 0',
    '6:14 in the claim: expected `(` behind `mean`, found the end',
  ]);
});
