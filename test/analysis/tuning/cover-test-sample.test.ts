import fs from 'node:fs';
import { readResults } from '../../../src/analysis/results/read-results';
import { planNextStage } from '../../../src/analysis/stages/plan-next-stage';
import { answerTuned } from '../../../src/analysis/tuning/answer-tuned';
import {
  coverTestSample,
  describeTestSampleCover,
} from '../../../src/analysis/tuning/cover-test-sample';
import { useScratchFolder } from '../../scratch-folder';
import { planSample, pretendResults, writeResults } from '../sample-results';

const folder = useScratchFolder();
const plan = planSample(
  'seeds: 3',
  'grid: { optimizer: [sgd, adam], optimizer.learningRate: [0.01, 0.1] }',
  'tune: [optimizer.learningRate]',
  'confirm: { seeds: 5 }',
);
const outcome = ({ seed }: { readonly seed: number }): number => 0.9 + Math.sin(7 * seed) / 200;

function confirmed() {
  const stage = planNextStage(plan, pretendResults(plan, outcome).runs);
  return readResults(writeResults(folder(), stage?.plan ?? plan, outcome));
}

test('intervals widen by what another draw of the test examples would give', () => {
  const { plan: whole, runs } = confirmed();
  const matrix = [
    [45, 5],
    [5, 45],
  ];
  fs.writeFileSync(
    runs[0]?.directory.findingsFile ?? '',
    JSON.stringify({ confusionMatrix: matrix, classNames: ['a', 'b'] }),
  );
  const answer = answerTuned(whole, runs);
  const cover = coverTestSample(answer, runs);
  expect(cover?.exampleCount).toBe(100);
  for (const [index, { interval }] of (cover?.rows ?? []).entries()) {
    const { estimate } = answer.rows[index] ?? {};
    const { mean = 0, interval: seeds = { low: 0, high: 0 } } = estimate ?? {};
    // Wilson's interval of 90 of 100 is 0.8256 to 0.9448.
    expect(interval.low).toBeCloseTo(mean - Math.hypot(mean - seeds.low, mean - 0.8256), 2);
    expect(interval.high).toBeCloseTo(mean + Math.hypot(seeds.high - mean, 0.9448 - mean), 2);
  }
  expect(cover && describeTestSampleCover(cover)).toMatch(
    /^Over other test examples than these 100 as well: \w+ 0\.8\d+ to 0\.9\d+ and \w+ 0\.8\d+ to 0\.9\d+\.$/,
  );
});

test('nothing is said where nobody counted the examples', () => {
  const { plan: whole, runs } = confirmed();
  expect(coverTestSample(answerTuned(whole, runs), runs)).toBeUndefined();
});
