import { parseArgs } from 'node:util';
import { type Figure, formatFigures, keepsLimit } from './figure';
import { simulateClaims } from './simulate-claims';
import {
  comparisonSizes,
  shortSizes,
  simulateComparisons,
  simulatePower,
  simulateSpreads,
} from './simulate-comparisons';
import { simulateFailures, simulateIntervals, simulateTestSamples } from './simulate-intervals';
import { simulateRaces } from './simulate-races';
import { simulateTuning } from './simulate-tuning';

/*
 * Usage: npm run simulate [-- --experiments N] [--seed N] [--only PART] [--short]. Prints what the
 * statistics do where the truth is known; the same seed prints the same. --only takes the beginning
 * of a title, such as races; --short is the form of test/scripts/simulate/simulate.test.ts, with few
 * experiments, in which a figure may miss its limit by three standard errors.
 */

const { values } = parseArgs({
  options: {
    experiments: { type: 'string' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    short: { type: 'boolean', default: false },
  },
});
const experiments = Number(values.experiments ?? (values.short ? 25 : 1000));
const options = { experiments, seed: Number(values.seed) };
const parts: Readonly<Record<string, () => Figure[]>> = {
  'Intervals of a mean': () => simulateIntervals([3, 5, 10], options),
  'Seeds that fail': () => simulateFailures([5, 10], options),
  'Test examples': () => simulateTestSamples(options),
  'Tuned comparisons': () => simulateTuning(options),
  'Claims of tuned values': () => simulateClaims(options),
  Races: () => simulateRaces({ ...options, experiments: Math.ceil(experiments / 2) }, values.short),
  'Unequal spreads': () => simulateSpreads({ ...options, experiments: Math.ceil(experiments / 4) }),
  'Real differences': () => simulatePower({ ...options, experiments: Math.ceil(experiments / 4) }),
  'Many comparisons': () =>
    simulateComparisons(values.short ? shortSizes : comparisonSizes, options),
};

for (const [title, simulate] of Object.entries(parts)) {
  if (!title.toLowerCase().startsWith(values.only.toLowerCase())) continue;
  const figures = simulate();
  process.stdout.write(`## ${title}\n\n${formatFigures(figures)}\n\n`);
  const isKept = figures.every((figure) => keepsLimit(figure, values.short ? 3 : 2));
  if (!isKept) process.exitCode = 1;
}
