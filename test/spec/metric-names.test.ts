import { parseClaim } from '../../src/spec/claims/parse-claim';
import {
  evaluatedMetrics,
  findMetric,
  metricColumns,
  metricNames,
  metricTag,
  suggestMetric,
} from '../../src/spec/metric-names';
import { metricSchema } from '../../src/spec/metric-schema';

test('every metric is a column, and every column but the schedule is a metric', () => {
  const measured = metricColumns.filter((column) => column.includes('/'));
  expect([...measured].sort()).toEqual([...metricNames].sort());
  expect(metricNames.filter((name) => !evaluatedMetrics.some((known) => known === name))).toEqual([
    'train/accuracy',
    'train/loss',
  ]);
});

test('columns stand in the order that files have', () => {
  expect(metricColumns.join()).toBe(
    'epoch,learningRate,train/loss,train/accuracy,validation/loss,validation/accuracy,test/loss,test/accuracy,full-train/loss,full-train/accuracy',
  );
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
  ['f1', 'Not offered: loss and accuracy are what is measured of a split.'],
  ['speed', `Metrics: ${metricNames.join(', ')}.`],
])('%s: %s', (given, hint) => {
  expect(suggestMetric(given)).toBe(hint);
});

test('specs and claims take either spelling', () => {
  expect(metricSchema.parse({ name: 'loss/validation' }).name).toBe('validation/loss');
  const parsing = parseClaim('mean(accuracy/test) > 0.5');
  expect(parsing.ok && parsing.claim.left).toMatchObject([{ metric: 'test/accuracy' }]);
});
