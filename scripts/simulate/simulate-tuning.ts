import { sampleVariance } from 'simple-statistics';
import { compareWithBest } from '../../src/analysis/statistics/best/compare-with-best';
import { compareTuned, type TunedValue } from '../../src/analysis/statistics/tuning/compare-tuned';
import { estimateTuningLuck } from '../../src/analysis/statistics/tuning/tuning-luck';
import { createQuasiRandom } from '../../src/util/quasi-random';
import { createRandom, type Random } from '../../src/util/random';
import { deriveSeed } from '../../src/util/seed';
import type { Figure, SimulationOptions } from './figure';
import { indexOfBest } from './simulate-comparisons';

/** Scores over four decades of rates, from 0 to 4. */
const landscapes: Readonly<Record<string, (decade: number) => number>> = {
  'all rates equal': () => 0,
  'a gentle optimum': (decade) => -0.02 * (decade - 2) ** 2,
  'a steep optimum': (decade) => -0.2 * (decade - 1.7) ** 2,
  'an optimum before a cliff': (decade) => (decade > 3 ? -5 : -0.05 * (decade - 2.6) ** 2),
  'several optima': (decade) => -0.01 * Math.sin(9 * decade),
};

const [pointCount, confirmingSeeds] = [8, 10];

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
  { optimizers, tuningSeeds, spread }: Setting,
  random: Random,
) {
  const sequence = createQuasiRandom(0, 1 + random.integer(2 ** 30));
  const decades = Array.from({ length: pointCount }, (_, index) => 4 * sequence(index));
  const run = (decade: number, seeds: number) =>
    new Map(
      Array.from({ length: seeds }, (_, seed) => [
        seed,
        landscape(decade) + spread * random.normal(),
      ]),
    );
  const values = Array.from({ length: optimizers }, (): TunedValue => {
    const points = decades.map((decade) => run(decade, tuningSeeds));
    const chosen = decades[indexOfBest(points, true)] ?? 0;
    const confirming = run(chosen, confirmingSeeds);
    const varianceOfRun = sampleVariance([...confirming.values()]);
    const luck = estimateTuningLuck({ points, isGreaterBetter: true, varianceOfRun });
    return { confirming, luck };
  });
  const confirming = values.map((value) => value.confirming);
  const best = indexOfBest(confirming, true);
  const plain = compareWithBest(confirming, best, { isGreaterBetter: true });
  const tuned = compareTuned(values, best, true);
  return {
    plain: plain.some((one) => one?.isWorse),
    tuned: tuned.some((one) => one?.isWorse),
  };
}
