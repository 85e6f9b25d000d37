import fc from 'fast-check';
import { parseClaim, parseConditions } from '../../../src/spec/claims/parse-claim';

function parse(text: string) {
  const parsing = parseClaim(text);
  if (!parsing.ok) throw new Error(parsing.fault.message);
  return parsing.claim;
}

function explain(text: string): string {
  const parsing = parseClaim(text);
  if (parsing.ok) return 'fine';
  const { offset, message, hint } = parsing.fault;
  return [`${offset}: ${message}`, ...(hint === undefined ? [] : [hint])].join(' | ');
}

test('statistics, conditions and margins', () => {
  const text =
    'mean(test/accuracy | optimizer=adam, model.dropout=0.5) >= 2 - sd( test/loss ) + 1%';
  const { left, comparator, right } = parse(text);
  expect(left).toMatchObject([
    {
      kind: 'statistic',
      sign: 1,
      statistic: 'mean',
      metric: 'test/accuracy',
      conditions: [
        { path: 'optimizer', value: 'adam' },
        { path: 'model.dropout', value: '0.5' },
      ],
    },
  ]);
  expect(comparator).toBe('>=');
  expect(right).toMatchObject([
    { kind: 'number', value: 2 },
    { kind: 'statistic', sign: -1, statistic: 'sd', metric: 'test/loss', conditions: [] },
    { kind: 'number', value: 0.01 },
  ]);
});

test('a sign before the first term', () => {
  expect(parse('-0.5 < - mean(test/loss)').left).toEqual([{ kind: 'number', value: -0.5 }]);
});

test('values in brackets and quotes', () => {
  const parsing = parseConditions(
    `model.hidden=[500, 250], optimizer={type: sgd, learningRate: 1e-3}, trial='a, b'`,
  );
  expect(parsing.ok && parsing.conditions.map(({ value }) => value)).toEqual([
    '[500, 250]',
    '{type: sgd, learningRate: 1e-3}',
    'a, b',
  ]);
});

test.each([
  [
    '',
    '0: expected a number or mean, median, min, max or sd, found the end | For instance: mean(test/accuracy | optimizer=adam) > 0.9',
  ],
  [
    'avrg(test/loss) > 1',
    '0: there is no statistic `avrg`, expected mean, median, min, max or sd | For instance: mean(test/accuracy | optimizer=adam) > 0.9',
  ],
  [
    'maen(test/loss) > 1',
    '0: there is no statistic `maen`, expected mean, median, min, max or sd | Did you mean `mean`?',
  ],
  ['mean test/loss > 1', '5: expected `(` behind `mean`, found `test/loss`'],
  ['mean(test/loss > 1', '15: expected `|` or `)`, found `>`'],
  ['mean(test/loss | a) > 1', '18: expected `=` behind `a`, found `)`'],
  ['mean(test/loss | a=) > 1', '19: expected a value, found `)`'],
  ['mean(test/loss | a=[1) > 1', '19: `[` is never closed'],
  [
    'mean(test/loss) == 1',
    '16: expected >, <, >= or <=, found `=` | That two means are equal can never be shown.',
  ],
  ['mean(test/loss) => 1', '16: expected >, <, >= or <=, found `=` | Did you mean `>=`?'],
  ['mean(test/loss) > 1 2', '20: unexpected `2`'],
  ['1 > 2', '0: compares numbers only | For instance: mean(test/accuracy | optimizer=adam) > 0.9'],
])('%s', (text, explanation) => {
  expect(explain(text)).toBe(explanation);
});

test('whatever the text, there is a claim or a fault within it', () => {
  const valid = 'mean(test/accuracy | optimizer=adam, a.b=[1, 2]) > 0.5 + sd(test/loss) - 1e-3';
  const damaged = fc
    .tuple(fc.nat(valid.length), fc.nat(6), fc.string({ maxLength: 4 }))
    .map(([at, length, text]) => valid.slice(0, at) + text + valid.slice(at + length));
  fc.assert(
    fc.property(fc.oneof(damaged, fc.string()), (text) => {
      const parsing = parseClaim(text);
      if (parsing.ok) return;
      expect(parsing.fault.offset).toBeGreaterThanOrEqual(0);
      expect(parsing.fault.offset).toBeLessThanOrEqual(text.length);
      expect(parsing.fault.message).not.toBe('');
    }),
    { seed: 7, numRuns: 1000 },
  );
});
