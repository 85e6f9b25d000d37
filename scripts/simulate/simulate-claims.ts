import { mean } from 'simple-statistics';
import { estimateMean } from '../../src/analysis/statistics/estimate-mean';
import type { TunedValue } from '../../src/analysis/statistics/tuning/compare-tuned';
import { testTunedMean } from '../../src/analysis/statistics/tuning/test-tuned-mean';
import { createRandom, type Random } from '../../src/util/random';
import { deriveSeed } from '../../src/util/seed';
import type { Figure, SimulationOptions } from './figure';
import { drawRates, landscapes, tuneOptimizer } from './tuned-optimizer';

const names = ['a gentle optimum', 'a steep optimum'];
/** Standard deviations of a run that the first optimizer is ahead by. */
const leads = [0, 0.5, 1, 2];
/** Values of the other axes of the question, which a claim averages over: one is none. */
const combinations = [1, 4];
const spread = 0.01;

/**
 * How often a claim that one tuned optimizer is better than another is decided: wrongly, where they are
 * equal, and rightly where one is ahead; 8 points, 3 tuning and 10 confirming seeds.
 */
export function simulateClaims({ experiments, seed }: SimulationOptions): Figure[] {
  return names.flatMap((name) =>
    combinations.flatMap((count) =>
      leads.map((lead): Figure => {
        const averaged = count === 1 ? '' : `, averaged over ${count} values of other axes`;
        const ahead = lead === 0 ? 'equal' : `${lead} standard deviations ahead`;
        const subject = `tuned(A) > tuned(B), A ${ahead}: ${name}${averaged}`;
        const random = createRandom(deriveSeed(seed, subject));
        const landscape = landscapes[name] ?? (() => 0);
        const verdicts = Array.from({ length: experiments }, () =>
          testClaim(landscape, { count, lead: lead * spread }, random),
        );
        const supported = verdicts.filter((p) => p <= 0.025).length;
        const refuted = verdicts.filter((p) => p >= 0.975).length;
        return {
          subject,
          event: lead === 0 ? 'decided' : 'supported',
          happened: lead === 0 ? supported + refuted : supported,
          count: experiments,
          ...(lead === 0 && { limit: { kind: 'atMost', share: 0.06 } }),
          ...(lead > 0 && refuted > 0 && { note: `refuted in ${refuted}` }),
        };
      }),
    ),
  );
}

/** One-sided p of two tuned optimizers being equal. */
function testClaim(
  landscape: (decade: number) => number,
  { count, lead }: { readonly count: number; readonly lead: number },
  random: Random,
): number {
  const decades = drawRates(random);
  const tune = (): TunedValue =>
    averageValues(
      Array.from({ length: count }, () =>
        tuneOptimizer(decades, { landscape, tuningSeeds: 3, spread }, random),
      ),
    );
  const [first, second] = [tune(), tune()];
  const differences = [...first.confirming].map(
    ([seed, value]) => value + lead - (second.confirming.get(seed) ?? 0),
  );
  return testTunedMean(estimateMean(differences), first.luck + second.luck, 0);
}

/** What is averaged over other axes: means by seed, and the variance of a mean. */
function averageValues(values: readonly TunedValue[]): TunedValue {
  const seeds = [...(values[0]?.confirming.keys() ?? [])];
  return {
    confirming: new Map(
      seeds.map((seed) => [seed, mean(values.map(({ confirming }) => confirming.get(seed) ?? 0))]),
    ),
    luck: values.reduce((sum, { luck }) => sum + luck, 0) / values.length ** 2,
  };
}
