import type { RankedGroup } from '../compare-groups';
import { describeTestSelection, testSelectionMeaning } from '../describe-test-selection';
import { describeMissing } from '../describe-verdict';
import { formatDifference, formatMetric } from '../format-metric';
import type { ExperimentResults } from '../read-results';

/** The answer of an experiment in a few sentences, as far as its results carry it. */
export function writeAnswer(
  { plan, runs }: ExperimentResults,
  trials: readonly RankedGroup[],
  axes: ReadonlyMap<string, readonly RankedGroup[]>,
): string[] {
  const { metric } = plan;
  const selection = describeTestSelection(plan);
  const [best, ...others] = trials.filter(({ estimate }) => estimate !== undefined);
  if (best?.estimate === undefined) return ['No run has a result yet.'];
  const { mean, interval, count } = best.estimate;
  const spread =
    interval === undefined
      ? 'one seed, so no interval'
      : `95 % interval ${formatMetric(metric.name, interval.low)} to ${formatMetric(metric.name, interval.high)}, n = ${count}`;
  const verb = others.length === 0 ? 'reaches' : 'is best, with';
  return [
    `${best.label} ${verb} a mean ${metric.name} of ${formatMetric(metric.name, mean)} (${spread}).`,
    ...describeRivals(others),
    ...(axes.size > 1
      ? [...axes].flatMap(([axis, groups]) => describeEffect(axis, groups, metric.name))
      : []),
    ...(selection === undefined
      ? []
      : [`On the test data, ${selection.choice}. ${testSelectionMeaning}`]),
    ...describeGaps(runs.filter(({ metrics }) => metrics === undefined)),
  ];
}

/** Which other trials the results tell from the best one. */
function describeRivals(others: readonly RankedGroup[]): string[] {
  if (others.length === 0) return [];
  const open = others.filter(
    ({ toBest }) => toBest?.verdict !== 'less' && toBest?.verdict !== 'greater',
  );
  const told = others.length - open.length;
  if (open.length === 0) {
    return [
      others.length === 1 ? 'The other trial is worse.' : `All ${told} other trials are worse.`,
    ];
  }
  const names = open
    .slice(0, 3)
    .map(({ label }) => label)
    .join(', ');
  const more = open.length > 3 ? ` and ${open.length - 3} more` : '';
  const rest = told > 0 ? `; the other ${told} ${told === 1 ? 'is' : 'are'} worse` : '';
  return [`It is not distinguishable from ${names}${more}${rest}.`];
}

/** What an axis does by itself, where its best value is told from all others. */
function describeEffect(axis: string, groups: readonly RankedGroup[], metric: string): string[] {
  const [best, second] = groups;
  if (best?.estimate === undefined || second?.toBest === undefined) return [];
  const { difference, verdict } = second.toBest;
  if (verdict === 'undecided' || verdict === 'equal') {
    return [
      `On average over the other axes, ${axis} ${best.label} and ${second.label} are not distinguishable.`,
    ];
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

function describeGaps(missing: ExperimentResults['runs']): string[] {
  if (missing.length === 0) return [];
  return [`Runs without a result: ${describeMissing(missing.map(({ status }) => status.state))}.`];
}
