import type { RankedGroup } from '../comparison/compare-groups';
import { describeOptimism } from '../comparison/describe-optimism';
import {
  describeFailures,
  describeMissing,
  describeShortfall,
  failureRate,
  formatFailureRate,
} from '../comparison/describe-shortfall';
import { describeTestSelection, testSelectionMeaning } from '../comparison/describe-test-selection';
import { describeStanding, oneSeed } from '../comparison/describe-verdict';
import { formatDifference, formatInterval, formatMetric } from '../comparison/format-metric';
import type { ExperimentResults } from '../results/read-results';
import { scoreRuns } from '../results/score-runs';
import type { AgainstBestVerdict } from '../statistics/best/judge-against-best';
import { concludeTuned } from '../tuning/describe-tuned';
import type { ReportData } from './report-data';

/**
 * The answer of an experiment in a few sentences, as far as its results carry it: where axes are
 * tuned, that of the tuned comparison, because means over settings measure which ones were listed.
 */
export function writeAnswer({ results, tuned, trials, effects, mixtures }: ReportData): string[] {
  const { plan, runs } = results;
  const { metric } = plan;
  const selection = describeTestSelection(plan);
  const [best, ...others] = trials.filter(({ estimate }) => estimate !== undefined);
  const losses = describeLosses(runs, metric.name);
  const optimism = describeOptimism(trials, metric);
  if (best === undefined) return ['No run has a result yet.', ...losses];
  if (best.standing === 'failed') return ['No run has a result of its own.', ...losses];
  const answer =
    tuned === undefined
      ? [
          describeBest(best, others.length > 0, metric.name),
          ...describeRivals(others, metric.name),
          ...(optimism === undefined ? [] : [optimism]),
          ...(effects.length > 1
            ? effects.flatMap(({ axis, groups }) => describeEffect(axis, groups, metric.name))
            : []),
        ]
      : concludeTuned(tuned);
  return [
    ...answer,
    ...(selection === undefined
      ? []
      : [`On the test data, ${selection.choice}. ${testSelectionMeaning}`]),
    ...losses,
    ...mixtures.map(({ sentence }) => sentence),
  ];
}

function describeBest(best: RankedGroup, hasOthers: boolean, metric: string): string {
  const { label, estimate, standing } = best;
  const { mean = 0, interval, count = 0 } = estimate ?? {};
  const seeds = count === 1 ? 'one seed, so no interval' : `n = ${count}`;
  const spread =
    interval === undefined
      ? seeds
      : `95 % interval ${formatMetric(metric, interval.low)} to ${formatMetric(metric, interval.high)}, ${seeds}`;
  const shortfall = describeShortfall(best, metric);
  const about = shortfall === '' ? spread : `${spread}; ${shortfall}`;
  const verb = hasOthers && standing === 'ended' ? 'is best, with' : 'reaches';
  return `${label} ${verb} a mean ${metric} of ${formatMetric(metric, mean)} (${about}).`;
}

/** Which other trials the results tell from the best one. */
function describeRivals(others: readonly RankedGroup[], metric: string): string[] {
  if (others.length === 0) return [];
  const stopped = others.filter(({ standing }) => standing === 'stopped');
  const rivals = others.filter(({ toBest }) => toBest !== undefined);
  const apart = others.length - stopped.length - rivals.length;
  return [
    ...describeJudged(rivals, metric),
    ...(apart === 0 ? [] : [`${count(apart)} no seed in common with it.`]),
    ...(stopped.length === 0
      ? []
      : [`${stopped.length} ${stopped.length === 1 ? 'was' : 'were'} stopped before the end.`]),
  ];
}

function describeJudged(rivals: readonly RankedGroup[], metric: string): string[] {
  if (rivals.length === 0) return [];
  if (rivals.every(({ toBest }) => toBest?.count === 1)) {
    const which = rivals.length === 1 ? rivals[0]?.label : `the other ${rivals.length}`;
    return [`Whether it is better than ${which} is open: ${oneSeed}.`];
  }
  const select = (...wanted: readonly AgainstBestVerdict[]): RankedGroup[] =>
    rivals.filter(({ toBest }) => toBest && wanted.includes(toBest.verdict));
  const worse = select('worse');
  const equivalent = select('equivalent');
  const open = select('open', 'not distinguishable');
  if (worse.length === rivals.length) {
    return [
      rivals.length === 1
        ? 'The other trial is worse.'
        : `All ${worse.length} other trials are worse.`,
    ];
  }
  return [
    ...(open.length === 0 ? [] : [`It is not distinguishable from ${nameSome(open)}.`]),
    ...(equivalent.length === 0
      ? []
      : [
          `${nameSome(equivalent)} ${be(equivalent.length)} ${describeStanding('equivalent', metric, equivalent[0]?.toBest?.atLeast)}.`,
        ]),
    ...(worse.length === 0
      ? []
      : [worse.length === 1 ? 'The other one is worse.' : `The other ${worse.length} are worse.`]),
  ];
}

function nameSome(groups: readonly RankedGroup[]): string {
  const names = groups.slice(0, 3).map(({ label }) => label);
  return `${names.join(', ')}${groups.length > 3 ? ` and ${groups.length - 3} more` : ''}`;
}

function be(number: number): string {
  return number === 1 ? 'is' : 'are';
}

function count(number: number): string {
  return number === 1 ? '1 has' : `${number} have`;
}

/** What an axis does by itself, where its best value is told from all others. */
function describeEffect(axis: string, groups: readonly RankedGroup[], metric: string): string[] {
  const [best, second] = groups;
  if (best?.estimate === undefined || second?.toBest === undefined) return [];
  const { count: seeds, difference = 0, interval, verdict, atLeast } = second.toBest;
  const pair = `${axis} ${best.label} and ${second.label}`;
  if (seeds === 1) return [`What ${axis} does is open: ${oneSeed}.`];
  if (verdict === 'equivalent') {
    return [
      `On average over the other axes, ${pair} are ${describeStanding(verdict, metric, atLeast)}.`,
    ];
  }
  if (verdict !== 'worse') {
    return [`On average over the other axes, ${pair} are not distinguishable.`];
  }
  const show = (value: number): string => formatDifference(metric, value);
  const range =
    interval && ` (${formatInterval({ low: -interval.high, high: -interval.low }, show)})`;
  return [
    `On average over the other axes, ${axis} ${best.label} differs from ${second.label} by ${show(-difference)}${range ?? ''}.`,
  ];
}

/** The runs that are lost, with how often that is to be expected, and those that are missing. */
function describeLosses(runs: ExperimentResults['runs'], metric: string): string[] {
  const scored = { runs, ...scoreRuns(runs, metric) };
  const rate = failureRate(scored);
  const { missing } = scored;
  return [
    ...(rate === undefined
      ? []
      : [
          `Of all runs, ${describeFailures(scored, metric)} (a rate of ${formatFailureRate(rate)}).`,
        ]),
    ...(missing.length === 0 ? [] : [`Runs without a result: ${describeMissing(missing)}.`]),
  ];
}
