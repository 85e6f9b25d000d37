import fs from 'node:fs';
import path from 'node:path';
import { findFirstDifference } from '../../src/analysis/comparison/compare-curves';
import { compareRepetition } from '../../src/analysis/comparison/compare-repetition';
import { listDifferences } from '../../src/analysis/results/list-differences';
import { readRun } from '../../src/analysis/results/read-run';
import { useScratchFolder } from '../scratch-folder';
import { planSample, writeResults } from './sample-results';

test('settings differ where their leaves do', () => {
  const first = { optimizer: { type: 'adam', beta1: 0.9 }, model: { hidden: [3, 4] }, steps: 10 };
  const second = { optimizer: { type: 'sgd' }, model: { hidden: [3, 5] }, steps: 10 };
  expect(listDifferences(first, second)).toEqual([
    { path: 'optimizer.type', first: 'adam', second: 'sgd' },
    { path: 'optimizer.beta1', first: 0.9, second: undefined },
    { path: 'model.hidden', first: [3, 4], second: [3, 5] },
  ]);
});

describe('curves', () => {
  const row = (step: number, loss: number) => ({
    step,
    values: { epoch: step, 'train/loss': loss },
  });

  test('part at the first step that differs in a single bit', () => {
    const first = [row(1, 0.1), row(2, 0.3), row(3, 0.5)];
    const second = [row(1, 0.1), row(2, 0.1 + 0.2), row(3, 0.4)];
    expect(findFirstDifference(first, second)).toEqual({
      step: 2,
      metric: 'train/loss',
      first: 0.3,
      second: 0.1 + 0.2,
    });
  });

  test('part where one is longer', () => {
    expect(findFirstDifference([row(1, 0.1)], [row(1, 0.1), row(2, 0.2)])).toMatchObject({
      step: 2,
      first: undefined,
    });
  });

  test('do not part over what is scheduled, nor over NaN', () => {
    const nan = { step: 2, values: { 'train/loss': Number.NaN } };
    expect(
      findFirstDifference(
        [row(1, 0.1), nan],
        [{ step: 1, values: { epoch: 9, 'train/loss': 0.1 } }, nan],
      ),
    ).toBeUndefined();
  });
});

describe('a repetition', () => {
  const scratch = useScratchFolder();
  const plan = planSample();

  const repeat = (name: string, weights: string) => {
    const directory = writeResults(path.join(scratch(), name), plan, () => 0.9).run('base-s0');
    fs.mkdirSync(directory.model);
    fs.writeFileSync(path.join(directory.model, 'weights.bin'), weights);
    return directory;
  };

  test('that has the same bytes is equal', () => {
    const report = compareRepetition(
      readRun(repeat('a', 'weights')),
      readRun(repeat('b', 'weights')),
    );
    expect(report).toEqual({
      isEqual: true,
      parting: undefined,
      weightsAreEqual: true,
      end: undefined,
      environment: [],
      stepCount: 2,
      result: [],
      contradiction: undefined,
    });
  });

  test('that ends with other weights is not', () => {
    const report = compareRepetition(
      readRun(repeat('a', 'weights')),
      readRun(repeat('b', 'others')),
    );
    expect(report).toMatchObject({ isEqual: false, parting: undefined, weightsAreEqual: false });
  });

  test('that parts is not, and says where', () => {
    const second = repeat('b', 'weights');
    const text = fs.readFileSync(second.metricsFile, 'utf8');
    fs.writeFileSync(second.metricsFile, text.replace('0.2,', '0.20000000000000004,'));
    const report = compareRepetition(readRun(repeat('a', 'weights')), readRun(second));
    expect(report).toMatchObject({
      isEqual: false,
      parting: { step: 5, metric: 'train/loss', first: 0.2, second: 0.20000000000000004 },
    });
  });
});
