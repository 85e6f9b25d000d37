import fc from 'fast-check';
import { formatStableJson } from '../../src/util/stable-json';

test('the order of keys makes no difference, on any level', () => {
  expect(formatStableJson({ b: [{ d: 1, c: null }], a: 'x' })).toBe(
    formatStableJson({ a: 'x', b: [{ c: null, d: 1 }] }),
  );
  expect(formatStableJson({ b: 1, a: undefined, A: 2 })).toBe('{"A":2,"b":1}');
});

test('parses back to the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(formatStableJson(value, 2))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { seed: 1 },
  );
});

test('numbers that JSON can not hold are refused', () => {
  expect(() => formatStableJson({ rate: Number.NaN })).toThrow(`JSON can't hold NaN (at "rate")`);
});
