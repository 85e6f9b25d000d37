import { parseClaim } from '../../src/spec/claims/parse-claim';
import {
  evaluatedMetrics,
  findMetric,
  isMeasured,
  metricColumns,
  metricNames,
  metricTag,
  suggestMetric,
} from '../../src/spec/metric-names';
import { metricSchema } from '../../src/spec/metric-schema';

const classification = { type: 'softmaxCrossEntropy' } as const;
const regression = { type: 'huber' } as const;

test('every metric is a column, and every column but the schedule is a metric', () => {
  const columns = new Set([...metricColumns(classification), ...metricColumns(regression)]);
  const measured = [...columns].filter((column) => column.includes('/'));
  expect(measured.sort()).toEqual([...metricNames].sort());
  expect(metricNames.filter((name) => !evaluatedMetrics.some((known) => known === name))).toEqual([
    'train/accuracy',
    'train/loss',
    'train/mae',
    'train/rmse',
    'train/r2',
  ]);
});

test('columns stand in the order that files have', () => {
  expect(metricColumns(classification).join()).toBe(
    'epoch,learningRate,train/loss,train/accuracy,validation/loss,validation/accuracy,test/loss,test/accuracy,full-train/loss,full-train/accuracy',
  );
  expect(metricColumns(regression).slice(0, 6).join()).toBe(
    'epoch,learningRate,train/loss,train/mae,train/rmse,train/r2',
  );
});

test('a metric is measured under losses of its own sort', () => {
  expect(isMeasured('test/accuracy', classification)).toBe(true);
  expect(isMeasured('test/accuracy', regression)).toBe(false);
  expect(isMeasured('test/r2', regression)).toBe(true);
  expect(isMeasured('test/r2', classification)).toBe(false);
  for (const loss of [classification, regression]) {
    expect(isMeasured('full-train/loss', loss)).toBe(true);
  }
});

test('a metric is found by its name and by its tag', () => {
  for (const name of metricNames) {
    expect(findMetric(name)).toBe(name);
    expect(findMetric(metricTag(name))).toBe(name);
    expect(metricTag(metricTag(name))).toBe(name);
  }
  expect(findMetric('accuracy')).toBeUndefined();
  expect(findMetric('learningRate')).toBeUndefined();
});

test.each([
  ['test/acuracy', 'Did you mean test/accuracy?'],
  ['acuracy/test', 'Did you mean accuracy/test?'],
  ['loss/val', 'Did you mean loss/validation?'],
  [
    'f1',
    'Not offered: loss and accuracy are what is measured of a split, or loss, mae, rmse and r2 where numbers are predicted.',
  ],
  ['speed', `Metrics: ${metricNames.join(', ')}.`],
])('%s: %s', (given, hint) => {
  expect(suggestMetric(given)).toBe(hint);
});

test('specs and claims take either spelling', () => {
  expect(metricSchema.parse({ name: 'loss/validation' }).name).toBe('validation/loss');
  const parsing = parseClaim('mean(accuracy/test) > 0.5');
  expect(parsing.ok && parsing.claim.left).toMatchObject([{ metric: 'test/accuracy' }]);
});
