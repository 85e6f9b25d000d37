import { testPartialConjunction } from '../statistics/hypotheses/partial-conjunction';
import { judgeTest } from './claim-test';
import type { Conclusion } from './conclude-claim';

/** The conclusion for one value, by its name. */
export interface ValueConclusion extends Conclusion {
  readonly name: string;
}

/**
 * Concludes that a claim holds for at least some number of values, by partial conjunction: the error
 * is that of the whole statement, however many values are tested for it. That it does not hold is
 * that it fails for at least as many as then are left.
 */
export function concludeValues(values: readonly ValueConclusion[], atLeast: number): Conclusion {
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
  const verdict = judgeTest(test);
  return {
    verdict,
    test,
    interval: undefined,
    remark: undefined,
    outlook: foresee(values, atLeast),
  };
}

/** What would decide the value that the count hangs on: the least sure of those that are needed. */
function foresee(values: readonly ValueConclusion[], atLeast: number): string | undefined {
  const order = values.toSorted((a, b) => a.test.ifFalse - b.test.ifFalse);
  const needed = order[atLeast - 1];
  const outlook = needed?.outlook ?? needed?.remark;
  return outlook === undefined ? undefined : `it hangs on ${needed?.name}, where ${outlook}`;
}
