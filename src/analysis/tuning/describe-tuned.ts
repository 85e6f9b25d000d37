import { groupBy } from '../../util/group-by';
import { joinNames } from '../../util/join-names';
import { describeDoubt } from '../comparison/describe-doubt';
import { describeStanding } from '../comparison/describe-verdict';
import { formatAxisValue } from '../comparison/format-axis-value';
import { formatInterval, formatMargin, formatMetric } from '../comparison/format-metric';
import type { TunedAnswer, TunedRow } from './answer-tuned';
import { describeEdge } from './find-edges';

/** What is said of a tuned comparison before its table: what was tuned, and what the scores are. */
export function describeTunedBasis(answer: TunedAnswer): string {
  const { axes, averaged, tuned, score, isConfirmed, seedCount, rows } = answer;
  const subject = axes.length === 0 ? 'The tuned setting' : `By ${joinNames(axes)}`;
  const counts = new Set(rows.flatMap(({ choices }) => choices.map((one) => one.trialCount)));
  const budget =
    counts.size === 1
      ? `${[...counts][0]} settings tried for each value`
      : 'not as many settings tried for each value';
  const basis = isConfirmed
    ? `${score} on ${seedCount} fresh seeds`
    : `${score} on the ${seedCount} seeds they were chosen by, which is optimistic: nothing is told apart before \`confirm\` has run fresh seeds`;
  const over = averaged.length === 0 ? '' : `, averaged over ${joinNames(averaged)}`;
  return `${subject}, each with ${joinNames(tuned)} tuned (${budget})${over}: ${basis}. Intervals cover seeds, not test examples, and hold for the settings that were tried.`;
}

/** `optimizer.learningRate 0.0741`; of several choices each. */
export function describeChoices({ choices }: TunedRow): string {
  const texts = choices.map(({ settings }) =>
    Object.entries(settings)
      .map(([axis, value]) => `${axis.slice(axis.lastIndexOf('.') + 1)} ${formatAxisValue(value)}`)
      .join(', '),
  );
  return [...new Set(texts)].join(' / ');
}

/** `9 of 10 seeds` */
export function describeProbability({ bestIsBetter }: TunedRow): string {
  return bestIsBetter === undefined ? '' : `${bestIsBetter.better} of ${bestIsBetter.count} seeds`;
}

/** How a row stands to the best one, in words; nothing before fresh seeds have confirmed. */
export function describeTunedVerdict(row: TunedRow, answer: TunedAnswer): string {
  const { isConfirmed, score, atLeast } = answer;
  if (!isConfirmed) return '';
  if (row === answer.rows[0]) return 'best';
  return row.verdict === undefined ? '' : describeStanding(row.verdict, score, atLeast);
}

/**
 * What else is to be known of a row: runs that failed, settings at the end of their range, and whether
 * more of them may be better.
 */
export function describeTunedDoubts(
  { failedCount, choices, estimate }: TunedRow,
  score: string,
): string {
  const edges = [...new Set(choices.flatMap((choice) => choice.edges.map(describeEdge)))];
  const rise = describeLastRise(choices, score);
  return [
    ...(failedCount > 0 ? [`${failedCount} failed, scored as guessing`] : []),
    ...[describeDoubt(estimate, score)].filter((doubt) => doubt !== ''),
    ...(edges.length > 0 ? [`not settled: ${edges.join(', ')}`] : []),
    ...(rise === undefined ? [] : [rise]),
  ].join('; ');
}

/**
 * `its best still improved by 0.24 points over the last 2 of 8 settings: try more`, of several choices
 * the one that improved most.
 */
function describeLastRise(choices: TunedRow['choices'], score: string): string | undefined {
  const [most] = choices
    .flatMap(({ lastRise, trialCount }) => (lastRise ? [{ ...lastRise, trialCount }] : []))
    .toSorted((a, b) => b.rise - a.rise);
  if (most === undefined) return undefined;
  const rise = formatMargin(score, Number(most.rise.toPrecision(2)));
  const last = most.count === 1 ? 'the last' : `the last ${most.count}`;
  return `its best still improved by ${rise} over ${last} of ${most.trialCount} settings: try more`;
}

/** A tuned comparison in a few sentences: which value is best, and which are told from it. */
export function concludeTuned(answer: TunedAnswer): string[] {
  const { rows, tuned, score, isConfirmed, seedCount } = answer;
  const [best, ...others] = rows.filter(({ estimate }) => estimate !== undefined);
  if (best?.estimate === undefined) return [];
  const { mean, interval } = best.estimate;
  const seeds = isConfirmed
    ? `${seedCount} fresh seeds`
    : `the ${seedCount} seeds it was chosen by`;
  const range =
    interval === undefined
      ? seeds
      : `95 % interval ${formatInterval(interval, (value) => formatMetric(score, value))}, ${seeds}`;
  const lead = `With ${joinNames(tuned)} tuned, ${best.label || 'the best setting'} ${others.length > 0 ? 'is best, with' : 'reaches'} a mean ${score} of ${formatMetric(score, mean)} (${range}).`;
  const verdicts = groupBy(others, (row) => describeTunedVerdict(row, answer));
  const told = [...verdicts].map(
    ([verdict, members]) => `${verdict}: ${joinNames(members.map(({ label }) => label))}.`,
  );
  const doubts = rows.flatMap((row) => {
    const doubt = describeTunedDoubts(row, score);
    return doubt === '' ? [] : [`${row.label || 'The setting'}: ${doubt}.`];
  });
  const open =
    'Nothing is told apart before fresh seeds have confirmed the choice, whose score is optimistic.';
  return [lead, ...(isConfirmed ? told.map(capitalize) : [open]), ...doubts];
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
