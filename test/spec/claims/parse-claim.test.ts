import fc from 'fast-check';
import { parseClaim } from '../../../src/spec/claims/parse-claim';
import { parseConditions } from '../../../src/spec/claims/parse-conditions';

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
    '0: expected a number or mean, median, min, max, sd or tuned, found the end | For instance: mean(test/accuracy | optimizer=adam) > 0.9',
  ],
  [
    'avrg(test/loss) > 1',
    '0: there is no statistic `avrg`, expected mean, median, min, max, sd or tuned | For instance: mean(test/accuracy | optimizer=adam) > 0.9',
  ],
  [
    'maen(test/loss) > 1',
    '0: there is no statistic `maen`, expected mean, median, min, max, sd or tuned | Did you mean `mean`?',
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
  [
    'mean(test/loss) < 1 by 2',
    '20: unexpected `by` | For instance: mean(test/accuracy | optimizer=adam) > 0.9 by at least 0.005',
  ],
  [
    'mean(test/loss) < 1 by at least much',
    '32: expected a number, found `much` | For instance: mean(test/accuracy | optimizer=adam) > 0.9 by at least 0.005',
  ],
  [
    'mean(test/loss) < 1 by at least 0',
    '32: any difference is at least 0 | Leave `by at least 0` out.',
  ],
  [
    'mean(test/loss) < 1 by at least 1 by at least 2',
    '34: unexpected `by` | For instance: mean(test/accuracy | optimizer=adam) > 0.9 by at least 0.005',
  ],
  [
    'mean(test/loss) < 1 for 3 of 4 values of a',
    '20: unexpected `for` | For instance: mean(test/accuracy) > 0.9 for at least 3 of 4 values of model.initializer',
  ],
  [
    'mean(test/loss) < 1 for at least 5 of 4 values of a',
    "33: there can't be 5 of 4 values | Give a number from 1 to 4.",
  ],
  [
    'mean(test/loss) < 1 for at least 1.5 of 4 values of a',
    '33: expected a whole number, found `1.5`',
  ],
  ['mean(test/loss) < 1 for at least 3 of 4 values of', '49: expected an axis, found the end'],
  ['1 > 2', '0: compares numbers only | For instance: mean(test/accuracy | optimizer=adam) > 0.9'],
])('%s', (text, explanation) => {
  expect(explain(text)).toBe(explanation);
});

test('what is asked for beyond a difference, in any order', () => {
  const tuned = 'tuned(test/accuracy | optimizer=adam) > tuned(test/accuracy | optimizer=sgd)';
  const quantified = 'for at least 3 of 4 values of model.initializer';
  const quantifier = { atLeast: 3, valueCount: 4, axis: 'model.initializer' };
  expect(parse(`${tuned} by at least 0.5% ${quantified}`)).toMatchObject({
    left: [{ statistic: 'tuned' }],
    margin: 0.005,
    quantifier,
    countsFailures: false,
  });
  expect(parse(`${tuned} counting  failures ${quantified}`)).toMatchObject({
    margin: 0,
    quantifier,
    countsFailures: true,
  });
  expect(parse(tuned)).toMatchObject({ margin: 0, quantifier: undefined, countsFailures: false });
});

test('whatever a claim asks for is read back', () => {
  const endings = fc.record({
    margin: fc.option(fc.integer({ min: 1, max: 999 })),
    counts: fc.option(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 9 }))),
    countsFailures: fc.boolean(),
    order: fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
  });
  fc.assert(
    fc.property(endings, ({ margin, counts, countsFailures, order }) => {
      const [least, more] = counts ?? [0, 0];
      const parts = [
        margin === null ? '' : `by at least ${margin / 1000}`,
        counts === null ? '' : `for at least ${least} of ${least + more} values of a.b`,
        countsFailures ? 'counting failures' : '',
      ];
      const claim = parse(`mean(test/loss) < 1 ${order.map((part) => parts[part]).join(' ')}`);
      expect(claim.margin).toBe(margin === null ? 0 : margin / 1000);
      expect(claim.countsFailures).toBe(countsFailures);
      const quantifier = { atLeast: least, valueCount: least + more, axis: 'a.b' };
      if (counts === null) expect(claim.quantifier).toBeUndefined();
      else expect(claim.quantifier).toMatchObject(quantifier);
    }),
    { seed: 7 },
  );
});

test('whatever the text, there is a claim or a fault within it', () => {
  const valid =
    'mean(test/accuracy | optimizer=adam, a.b=[1, 2]) > 0.5 + sd(test/loss) - 1e-3 by at least 1% for at least 1 of 2 values of a counting failures';
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
