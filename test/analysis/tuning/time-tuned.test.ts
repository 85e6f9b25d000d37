import { readResults } from '../../../src/analysis/results/read-results';
import { answerTuned } from '../../../src/analysis/tuning/answer-tuned';
import { describeTimes, type TunedTimes, timeTuned } from '../../../src/analysis/tuning/time-tuned';
import type { RunConfig } from '../../../src/plan/run-config';
import {
  type RunStatus,
  readStatus,
  type StepTime,
  writeStatus,
} from '../../../src/records/status';
import { useScratchFolder } from '../../scratch-folder';
import { planSample, writeResults } from '../sample-results';

const folder = useScratchFolder();

const plan = planSample(
  'seeds: 3',
  'grid: { optimizer: [sgd, adam], optimizer.learningRate: [0.01, 0.1] }',
  'tune: [optimizer.learningRate]',
);

/** How soon both get there, where runs tell the time of their steps as given, or not at all. */
function time(trainingOf: (run: RunConfig) => StepTime | undefined): TunedTimes | undefined {
  // Samples are evaluated in the middle of a run and at its end, where they end.
  const directory = writeResults(folder(), plan, ({ trial, seed }) =>
    trial.startsWith('adam') ? 0.9 : seed === 0 ? 0.7 : 0.85,
  );
  for (const config of plan.runs) {
    const { statusFile } = directory.run(config.runId);
    const status = readStatus(statusFile) as RunStatus;
    writeStatus(statusFile, { ...status, training: trainingOf(config) });
  }
  const { runs } = readResults(directory);
  return timeTuned(plan, runs, answerTuned(plan, runs));
}

test('who gets first where all get, and who never does', () => {
  const times = time(() => undefined);
  expect(times?.target).toBeCloseTo(0.8, 12);
  expect(times?.rows.map(({ label, steps }) => [label, steps.reached, steps.count])).toEqual([
    ['adam', 3, 3],
    ['sgd', 2, 3],
  ]);
  expect(times && describeTimes(times, 'test/accuracy')).toMatch(
    /^Half of the runs have reached test.accuracy 0.8000: adam after \d+ steps .3 of 3 runs. and sgd after \d+ steps .2 of 3 runs.\.$/,
  );
});

test('time is that of the steps alone, at what a step of the run takes', () => {
  // A step of Adam takes 2 ms, more on the first seed; one of SGD 0.4 ms.
  const times = time(({ trial, seed }) =>
    trial.startsWith('adam')
      ? { steps: 50, durationMs: seed === 0 ? 500 : 100 }
      : { steps: 1000, durationMs: 400 },
  );
  const [adam, sgd] = times?.rows ?? [];
  const { median: steps = 0 } = adam?.steps ?? {};
  expect(adam?.seconds).toMatchObject({ median: steps * 0.002, reached: 3, count: 3 });
  expect(sgd?.seconds).toMatchObject({ median: steps * 0.0004, reached: 2, count: 3 });
  const shown = (seconds: number) => `after ${steps} steps, ${seconds} s of training`;
  const text = times === undefined ? '' : describeTimes(times, 'test/accuracy');
  expect(text).toContain(`adam ${shown(Number((steps * 0.002).toPrecision(2)))} (3 of 3 runs)`);
  expect(text).toContain(`sgd ${shown(Number((steps * 0.0004).toPrecision(2)))} (2 of 3 runs)`);
});

test('where a run that gets there does not tell its time, there are steps alone', () => {
  const spare = (without: string) =>
    time(({ runId }) => (runId === without ? undefined : { steps: 10, durationMs: 5 }))?.rows.map(
      ({ seconds }) => seconds !== undefined,
    );
  expect(spare('adam_lr0.01-s1')).toEqual([false, true]);
  // Of one that never gets there no time is asked for.
  expect(spare('sgd_lr0.01-s0')).toEqual([true, true]);
});

test('one value has nobody to race with', () => {
  const alone = planSample(
    'grid: { optimizer.learningRate: [0.01, 0.1] }',
    'tune: [optimizer.learningRate]',
  );
  const { runs } = readResults(writeResults(folder(), alone, () => 0.9));
  expect(timeTuned(alone, runs, answerTuned(alone, runs))).toBeUndefined();
});
