import fc from 'fast-check';
import {
  type AggregateRow,
  aggregateCurves,
  chooseRuns,
} from '../../../src/analysis/aggregates/aggregate-trial';
import type { RecordedRun } from '../../../src/analysis/results/read-results';
import { planSample, pretendResults } from '../sample-results';

describe('aggregateCurves', () => {
  test('takes mean and sample standard deviation at each step', () => {
    const curves = [2, 4, 9].map((value) => [{ step: 5, values: { loss: value } }]);
    // Deviations -3, -1 and 4: squares 26, by n - 1 that is 13.
    expect(aggregateCurves(curves)).toEqual([
      { step: 5, spreads: { loss: { mean: 5, sd: Math.sqrt(13) } } },
    ]);
  });

  test('counts a metric only where every seed has a finite value of it', () => {
    const rows = aggregateCurves([
      [
        { step: 1, values: { loss: 1, accuracy: 0.5 } },
        { step: 2, values: { loss: 1, accuracy: 0.5 } },
        { step: 3, values: { loss: 1 } },
        { step: 4, values: { loss: 1 } },
      ],
      [
        { step: 1, values: { loss: 3 } },
        { step: 2, values: { loss: Number.NaN, accuracy: 0.7 } },
        { step: 4, values: { loss: Number.POSITIVE_INFINITY } },
        { step: 5, values: { loss: 1 } },
      ],
    ]);
    const names = ({ step, spreads }: AggregateRow) => [step, Object.keys(spreads)];
    expect(rows.map(names)).toEqual([
      [1, ['loss']],
      [2, ['accuracy']],
    ]);
  });

  test('lies between the lowest and the highest seed, whatever their order', () => {
    const curve = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
      minLength: 4,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(curve, { minLength: 2, maxLength: 6 }), (values) => {
        const curves = values.map((ofSeed) =>
          ofSeed.map((loss, index) => ({ step: index + 1, values: { loss } })),
        );
        const rows = aggregateCurves(curves);
        expect(rows.map(({ step }) => step)).toEqual([1, 2, 3, 4]);
        const reversed = aggregateCurves([...curves].reverse());
        for (const [index, { spreads }] of rows.entries()) {
          const samples = values.map((ofSeed) => ofSeed[index] ?? Number.NaN);
          const { mean = Number.NaN, sd = Number.NaN } = spreads['loss'] ?? {};
          const slack = 1e-9 * Math.max(1, ...samples.map(Math.abs));
          expect(mean).toBeGreaterThanOrEqual(Math.min(...samples) - slack);
          expect(mean).toBeLessThanOrEqual(Math.max(...samples) + slack);
          expect(sd).toBeGreaterThanOrEqual(0);
          expect(reversed[index]?.spreads['loss']?.mean).toBeCloseTo(mean, 6);
        }
      }),
      { seed: 6, numRuns: 60 },
    );
  });
});

describe('chooseRuns', () => {
  const [run] = pretendResults(planSample(), () => 0.5).runs;
  const names = (...states: RecordedRun['status']['state'][]): string[] => {
    const runs = states.map((state) => ({ ...run, status: { state } }) as RecordedRun);
    return chooseRuns(runs).map(({ status }) => status.state);
  };

  test('takes the completed runs, as soon as there are two', () => {
    expect(names('completed', 'running', 'completed', 'diverged')).toEqual([
      'completed',
      'completed',
    ]);
  });

  test('takes what is on its way before that, but nothing that went wrong', () => {
    expect(names('completed', 'running', 'failed', 'interrupted')).toEqual([
      'completed',
      'running',
      'interrupted',
    ]);
    expect(names('stopped', 'stopped')).toEqual(['stopped', 'stopped']);
  });

  test('takes none where there is one', () => {
    expect(names('completed', 'diverged', 'absent', 'outdated')).toEqual([]);
    expect(names()).toEqual([]);
  });
});
