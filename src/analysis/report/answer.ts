import type { RankedGroup } from '../comparison/compare-groups';
import {
  describeFailures,
  describeMissing,
  describeShortfall,
  failureRate,
  formatFailureRate,
} from '../comparison/describe-shortfall';
import { describeTestSelection, testSelectionMeaning } from '../comparison/describe-test-selection';
import { type Comparison, judgeByGoal, oneSeed } from '../comparison/describe-verdict';
import { formatDifference, formatMetric } from '../comparison/format-metric';
import type { ExperimentResults } from '../results/read-results';
import { scoreRuns } from '../results/score-runs';
import { concludeTuned } from '../tuning/describe-tuned';
import type { ReportData } from './report-data';

type Metric = ExperimentResults['plan']['metric'];

/**
 * The answer of an experiment in a few sentences, as far as its results carry it: where axes are
 * tuned, that of the tuned comparison, because means over settings measure which ones were listed.
 */
export function writeAnswer({ results, tuned, trials, effects }: ReportData): string[] {
  const { plan, runs } = results;
  const { metric } = plan;
  const selection = describeTestSelection(plan);
  const [best, ...others] = trials.filter(({ estimate }) => estimate !== undefined);
  const losses = describeLosses(runs, metric.name);
  if (best === undefined) return ['No run has a result yet.', ...losses];
  if (best.standing === 'failed') return ['No run has a result of its own.', ...losses];
  const answer =
    tuned === undefined
      ? [
          describeBest(best, others.length > 0, metric.name),
          ...describeRivals(others, metric.goal),
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
function describeRivals(others: readonly RankedGroup[], goal: Metric['goal']): string[] {
  if (others.length === 0) return [];
  const stopped = others.filter(({ standing }) => standing === 'stopped');
  const rivals = others.filter(({ toBest }) => toBest !== undefined);
  const apart = others.length - stopped.length - rivals.length;
  return [
    ...describeJudged(rivals, goal),
    ...(apart === 0 ? [] : [`${count(apart)} no seed in common with it.`]),
    ...(stopped.length === 0
      ? []
      : [`${stopped.length} ${stopped.length === 1 ? 'was' : 'were'} stopped before the end.`]),
  ];
}

function describeJudged(rivals: readonly RankedGroup[], goal: Metric['goal']): string[] {
  if (rivals.length === 0) return [];
  if (rivals.every(({ toBest }) => toBest?.difference.count === 1)) {
    const which = rivals.length === 1 ? rivals[0]?.label : `the other ${rivals.length}`;
    return [`Whether it is better than ${which} is open: ${oneSeed}.`];
  }
  const select = (...wanted: readonly Comparison[]): RankedGroup[] =>
    rivals.filter(({ toBest }) => toBest && wanted.includes(judgeByGoal(toBest, goal)));
  const [worse, better, open] = [select('worse'), select('better'), select('undecided', 'equal')];
  if (worse.length === rivals.length) {
    return [
      rivals.length === 1
        ? 'The other trial is worse.'
        : `All ${worse.length} other trials are worse.`,
    ];
  }
  return [
    ...(open.length === 0 ? [] : [`It is not distinguishable from ${nameSome(open)}.`]),
    ...(better.length === 0
      ? []
      : [`On the seeds that both have, ${nameSome(better)} ${be(better.length)} better.`]),
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
  const { difference, verdict } = second.toBest;
  const pair = `${axis} ${best.label} and ${second.label}`;
  if (difference.count === 1) return [`What ${axis} does is open: ${oneSeed}.`];
  if (verdict === 'undecided' || verdict === 'equal') {
    return [`On average over the other axes, ${pair} are not distinguishable.`];
  }
  const { interval, mean } = difference;
  const range =
    interval === undefined
      ? ''
      : ` (${formatDifference(metric, -interval.high)} to ${formatDifference(metric, -interval.low)})`;
  return [
    `On average over the other axes, ${axis} ${best.label} differs from ${second.label} by ${formatDifference(metric, -mean)}${range}.`,
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
