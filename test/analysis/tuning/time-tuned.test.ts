import { readResults } from '../../../src/analysis/results/read-results';
import { answerTuned } from '../../../src/analysis/tuning/answer-tuned';
import { describeTimes, timeTuned } from '../../../src/analysis/tuning/time-tuned';
import { useScratchFolder } from '../../scratch-folder';
import { planSample, writeResults } from '../sample-results';

const folder = useScratchFolder();

test('who gets first where all get, and who never does', () => {
  const plan = planSample(
    'seeds: 3',
    'grid: { optimizer: [sgd, adam], optimizer.learningRate: [0.01, 0.1] }',
    'tune: [optimizer.learningRate]',
  );
  // Samples are evaluated in the middle of a run and at its end, where they end.
  const directory = writeResults(folder(), plan, ({ trial, seed }) =>
    trial.startsWith('adam') ? 0.9 : seed === 0 ? 0.7 : 0.85,
  );
  const { runs } = readResults(directory);
  const times = timeTuned(plan, runs, answerTuned(plan, runs));
  expect(times?.target).toBeCloseTo(0.8, 12);
  expect(times?.rows.map(({ label, steps }) => [label, steps.reached, steps.count])).toEqual([
    ['adam', 3, 3],
    ['sgd', 2, 3],
  ]);
  expect(times && describeTimes(times, 'test/accuracy')).toMatch(
    /^Half of the runs have reached test.accuracy 0.8000: adam after \d+ steps .3 of 3 runs. and sgd after \d+ steps .2 of 3 runs.\.$/,
  );
});

test('one value has nobody to race with', () => {
  const plan = planSample(
    'grid: { optimizer.learningRate: [0.01, 0.1] }',
    'tune: [optimizer.learningRate]',
  );
  const { runs } = readResults(writeResults(folder(), plan, () => 0.9));
  expect(timeTuned(plan, runs, answerTuned(plan, runs))).toBeUndefined();
});
