import { signTest } from '../../../src/analysis/statistics/sign-test';

/** pbinom(heads - 1, throws, 0.5, lower.tail = FALSE) of R. */
test.each([
  [6, 6, 0.015625],
  [5, 5, 0.03125],
  [9, 10, 0.0107421875],
  [8, 10, 0.0546875],
  [0, 4, 1],
])('%d heads or more in %d throws', (heads, throws, p) => {
  expect(signTest(heads, throws)).toBeCloseTo(p, 12);
});
