/**
 * With fewer units no two-sided test at 5 % can decide anything without taking their distribution
 * for known: the sign test over n units can't give a smaller p than 2^(1 - n).
 */
export const fewestSigns = 6;

/**
 * The probability of at least so many heads in so many throws of a fair coin: the one-sided p of
 * the sign test, https://www.itl.nist.gov/div898/software/dataplot/refman1/auxillar/signtest.htm.
 */
export function signTest(heads: number, throws: number): number {
  let [ways, tail] = [1, 0];
  for (let count = 0; count <= throws; count += 1) {
    if (count >= heads) tail += ways;
    ways = (ways * (throws - count)) / (count + 1);
  }
  return tail / 2 ** throws;
}
