import { testPartialConjunction } from '../statistics/hypotheses/partial-conjunction';
import { type ClaimTest, judgeTest } from './claim-test';
import type { Conclusion } from './conclude-claim';

/**
 * Concludes that a claim holds for at least some number of values, by partial conjunction: the error
 * is that of the whole statement, however many values are tested for it. That it does not hold is
 * that it fails for at least as many as then are left.
 */
export function concludeValues(
  values: readonly { readonly test: ClaimTest }[],
  atLeast: number,
): Conclusion {
  const tests = values.map(({ test }) => test);
  const test = {
    ifFalse: testPartialConjunction(
      tests.map(({ ifFalse }) => ifFalse),
      atLeast,
    ),
    ifTrue: testPartialConjunction(
      tests.map(({ ifTrue }) => ifTrue),
      values.length - atLeast + 1,
    ),
  };
  return { verdict: judgeTest(test), test, interval: undefined, remark: undefined };
}
