import { jStat } from 'jstat';
import { confidence, type Interval } from './estimate-mean';

/**
 * The 95 % interval of a rate that never covers less, by the tails of the binomial distribution
 * (Clopper and Pearson, 1934), https://www.itl.nist.gov/div898/handbook/prc/section2/prc241.htm.
 *
 * @param count how often it could have happened, at least once.
 */
export function exactBinomialInterval(happened: number, count: number): Interval {
  const tail = (1 - confidence) / 2;
  return {
    low: happened === 0 ? 0 : jStat.beta.inv(tail, happened, count - happened + 1),
    high: happened === count ? 1 : jStat.beta.inv(1 - tail, happened + 1, count - happened),
  };
}
