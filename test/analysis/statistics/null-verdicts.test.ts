import { evaluateClaims } from '../../../src/analysis/claims/evaluate-claim';
import { compareWithBest } from '../../../src/analysis/statistics/best/compare-with-best';
import { subtractBySeed } from '../../../src/analysis/statistics/best/subtract-by-seed';
import { estimateMean } from '../../../src/analysis/statistics/estimate-mean';
import { foreseePairsNeeded } from '../../../src/analysis/statistics/foresee-pairs';
import { createRandom } from '../../../src/util/random';
import { planSample, pretendResults } from '../sample-results';

/*
 * What happens where there is nothing to find, by simulation: two trials that draw their scores from
 * one distribution. A rate of 5 % that is seen in 2,000 draws has a standard error of 0.49 %.
 */

const random = createRandom(1);
const normal = (): number => random.normal();
const uniform = (): number => random.uniform();

/** Scores of a run, by what they look like. */
const scores: Readonly<Record<string, () => number>> = {
  'normal accuracies': () => 0.9 + 0.01 * normal(),
  'accuracies on 50 examples': () => Math.round(50 * (0.9 + 0.02 * normal())) / 50,
  'accuracies on 20 examples, near 1': () =>
    Math.min(1, Math.round(20 * (1 + 0.05 * normal())) / 20),
  'skewed losses': () => Math.exp(normal()),
  'losses of which some explode': () => (uniform() < 0.2 ? 1000 : 0.3) * Math.exp(normal() / 4),
  'accuracies of runs of which a third diverge': () =>
    uniform() < 1 / 3 ? 0.1 : 0.9 + 0.01 * normal(),
  'accuracies of runs of which half diverge': () => (uniform() < 0.5 ? 0.1 : 0.9 + 0.01 * normal()),
};

const draws = 2000;
/** 5 %, and three standard errors of its estimate. */
const mostFalse = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / draws);

const draw = (count: number, score: () => number): ReadonlyMap<number, number> =>
  new Map(Array.from({ length: count }, (_, seed) => [seed, score()] as const));

/** Whether the worse of two is called so. */
function isTold(first: ReadonlyMap<number, number>, second: ReadonlyMap<number, number>): boolean {
  const meanOf = (trial: ReadonlyMap<number, number>): number =>
    estimateMean([...trial.values()]).mean;
  const best = meanOf(first) >= meanOf(second) ? 0 : 1;
  const [a, b] = compareWithBest([first, second], best, { isGreaterBetter: true });
  return (a ?? b)?.isWorse ?? false;
}

function rate(happens: () => boolean): number {
  return Array.from({ length: draws }, happens).filter(Boolean).length / draws;
}

describe.each([2, 3, 5])('with %d seeds', (seeds) => {
  test.each(Object.entries(scores))('equal trials of %s hardly ever differ', (_, score) => {
    expect(rate(() => isTold(draw(seeds, score), draw(seeds, score)))).toBeLessThan(mostFalse);
  });

  test('a number of seeds that would tell is said of few of them', () => {
    const isSaid = (): boolean => {
      const [first, second] = [draw(seeds, normal), draw(seeds, normal)];
      if (isTold(first, second)) return false;
      return foreseePairsNeeded(estimateMean(subtractBySeed(first, second))) !== undefined;
    };
    // The 80 % interval leaves out zero by chance in 20 %, and decides in 5 % of all.
    expect(rate(isSaid)).toBeLessThan(0.17);
  });
});

test.each([
  ['normal accuracies', 3, 0.93],
  ['normal accuracies', 5, 0.93],
  ['normal accuracies', 10, 0.93],
  // Few values of a skewed distribution can't show its tail: the price of small samples.
  ['skewed losses', 5, 0.78],
  ['skewed losses', 10, 0.81],
] as const)('the interval of %s over %d seeds covers their mean', (name, seeds, least) => {
  const score = scores[name] ?? normal;
  const truth = name === 'skewed losses' ? Math.exp(0.5) : 0.9;
  const covers = (): boolean => {
    const { interval } = estimateMean(Array.from({ length: seeds }, score));
    return interval !== undefined && interval.low <= truth && truth <= interval.high;
  };
  expect(rate(covers)).toBeGreaterThan(least);
});

test('real differences are found: 5 seeds tell three standard deviations of a run', () => {
  const isFound = (): boolean =>
    isTold(
      draw(5, () => normal() + 3),
      draw(5, normal),
    );
  expect(rate(isFound)).toBeGreaterThan(0.8);
});

describe('claims that are not true', () => {
  const simulations = 400;
  const most = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / simulations);

  test.each([
    ['mean(test/accuracy | optimizer=adam) > mean(test/accuracy | optimizer=sgd)', 5],
    ['max(test/accuracy | optimizer=adam) > max(test/accuracy | optimizer=sgd)', 2],
    ['max(test/accuracy | optimizer=adam) > max(test/accuracy | optimizer=sgd)', 6],
    ['min(test/accuracy | optimizer=adam) > min(test/accuracy | optimizer=sgd)', 9],
    ['sd(test/accuracy | optimizer=adam) > sd(test/accuracy | optimizer=sgd)', 5],
    // Half of all runs are below.
    ['min(test/accuracy | optimizer=adam) > 0.9', 6],
    ['max(test/accuracy | optimizer=adam) < 0.9', 6],
  ])('%s, over %d seeds', (claim, seeds) => {
    const plan = planSample(
      'grid: { optimizer: [adam, sgd] }',
      `seeds: ${seeds}`,
      `claims: ['${claim}']`,
    );
    let supported = 0;
    for (let index = 0; index < simulations; index += 1) {
      const results = pretendResults(plan, () => 0.9 + 0.01 * normal());
      if (evaluateClaims(results)[0]?.verdict === 'supported') supported += 1;
    }
    expect(supported / simulations).toBeLessThan(most);
  });
});
