import { compareWithBest } from '../../src/analysis/statistics/best/compare-with-best';
import { compareTuned } from '../../src/analysis/statistics/tuning/compare-tuned';
import { createRandom, type Random } from '../../src/util/random';
import { deriveSeed } from '../../src/util/seed';
import type { Figure, SimulationOptions } from './figure';
import { indexOfBest } from './simulate-comparisons';
import { drawRates, landscapes, tuneOptimizer } from './tuned-optimizer';

/** How many equal optimizers are tuned, on how many seeds, and how far seeds spread. */
const settings = [
  { optimizers: 2, tuningSeeds: 1, spread: 0.003 },
  { optimizers: 2, tuningSeeds: 1, spread: 0.03 },
  { optimizers: 2, tuningSeeds: 3, spread: 0.003 },
  { optimizers: 2, tuningSeeds: 3, spread: 0.03 },
  { optimizers: 4, tuningSeeds: 3, spread: 0.003 },
  { optimizers: 4, tuningSeeds: 3, spread: 0.03 },
];

type Setting = (typeof settings)[number];

/** How often some of several equal optimizers is called worse once all are tuned over the same points. */
export function simulateTuning({ experiments, seed }: SimulationOptions): Figure[] {
  return Object.entries(landscapes).flatMap(([name, landscape]) =>
    settings.map((setting): Figure => {
      const { optimizers, tuningSeeds, spread } = setting;
      const subject = `${optimizers} equal optimizers, 8 points, ${tuningSeeds} tuning and 10 confirming seeds: ${name}, seeds ± ${spread}`;
      const random = createRandom(deriveSeed(seed, subject));
      const verdicts = Array.from({ length: experiments }, () =>
        judgeTuned(landscape, setting, random),
      );
      const plain = verdicts.filter((one) => one.plain).length;
      return {
        subject,
        event: 'some is called worse',
        happened: verdicts.filter(({ tuned }) => tuned).length,
        count: experiments,
        limit: { kind: 'atMost', share: 0.06 },
        note: `without the luck of the choice ${((100 * plain) / experiments).toFixed(0)} %`,
      };
    }),
  );
}

function judgeTuned(
  landscape: (decade: number) => number,
  { optimizers, ...setting }: Setting,
  random: Random,
) {
  const decades = drawRates(random);
  const values = Array.from({ length: optimizers }, () =>
    tuneOptimizer(decades, { landscape, ...setting }, random),
  );
  const confirming = values.map((value) => value.confirming);
  const best = indexOfBest(confirming, true);
  const plain = compareWithBest(confirming, best, { isGreaterBetter: true });
  const tuned = compareTuned(values, best, true);
  return {
    plain: plain.some((one) => one?.isWorse),
    tuned: tuned.some((one) => one?.isWorse),
  };
}
