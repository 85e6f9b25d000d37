import { judgeRace } from '../../src/analysis/statistics/racing/judge-race';
import { planLooks } from '../../src/analysis/statistics/racing/plan-looks';
import { createRandom, type Random } from '../../src/util/random';
import { deriveSeed } from '../../src/util/seed';
import type { Figure, SimulationOptions } from './figure';

/** True means of racing trials, in standard deviations of a run below the best. */
const fields: Readonly<Record<string, readonly number[]>> = {
  '2 equal': [0, 0],
  '8 equal': [0, 0, 0, 0, 0, 0, 0, 0],
  '2 best of 8, the others 2 behind': [0, 0, -2, -2, -2, -2, -2, -2],
  '3 best of 6, the others 1.5 behind': [0, 0, 0, -1.5, -1.5, -1.5],
  '1 best of 8, the others 2 behind': [0, -2, -2, -2, -2, -2, -2, -2],
  '8 that are 0.5 apart': [0, -0.5, -1, -1.5, -2, -2.5, -3, -3.5],
};

const mostSeeds = 20;
const looks = planLooks(3, mostSeeds);

/** How often a race from 3 to 20 seeds calls one of the best worse, and what it saves. */
export function simulateRaces({ experiments, seed }: SimulationOptions): Figure[] {
  return Object.entries(fields).map(([name, means]): Figure => {
    const random = createRandom(deriveSeed(seed, name));
    const races = Array.from({ length: experiments }, () => race(means, random));
    const runs = races.reduce((sum, one) => sum + one.runs, 0);
    const saved = 1 - runs / (experiments * means.length * mostSeeds);
    const settled = races.filter(({ left }) => left.length === 1).length / experiments;
    return {
      subject: `race from 3 to 20 seeds: ${name}`,
      event: 'one of the best is called worse',
      happened: races.filter(({ left }) =>
        means.some((one, index) => one === 0 && !left.includes(index)),
      ).length,
      count: experiments,
      limit: { kind: 'atMost', share: 0.06 },
      note: `saves ${(100 * saved).toFixed(0)} % of the runs; one is left in ${(100 * settled).toFixed(0)} %`,
    };
  });
}

function race(means: readonly number[], random: Random) {
  const scores = means.map((mean) =>
    Array.from({ length: mostSeeds }, () => mean + random.normal()),
  );
  let left = means.map((_, index) => index);
  let [runs, before] = [0, 0];
  for (const seeds of looks) {
    runs += left.length * (seeds - before);
    before = seeds;
    const trials = left.map((index) => new Map((scores[index] ?? []).slice(0, seeds).entries()));
    const { worse, isDecided } = judgeRace({
      trials,
      lookCount: looks.length,
      isGreaterBetter: true,
    });
    left = left.filter((_, place) => !worse.includes(place));
    if (isDecided) break;
  }
  return { left, runs };
}
