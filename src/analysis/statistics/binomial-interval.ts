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

/**
 * The greatest share of seeds that go another way, such as failing, of which `count` seeds show none
 * in 5 % of cases: with 5 seeds that is 45 %, with 10 seeds 26 % (the rule of three, but exact). What
 * befalls fewer seeds may be hidden from any statistic of those at hand.
 */
export function greatestHiddenShare(count: number): number {
  return 1 - (1 - confidence) ** (1 / count);
}
