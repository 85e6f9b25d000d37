/*
 * A claim compares two sums of statistics and numbers:
 *
 *     mean(test/accuracy | optimizer=adam) > mean(test/accuracy | optimizer=sgd) + 0.01
 *
 * Runs that diverged or failed leave it open, because survivors alone prove nothing, unless it says
 * that they count, as what guessing gives:
 *
 *     mean(test/accuracy | optimizer=adam) > 0.9 counting failures
 *
 * `tuned` is the mean of the setting that tuning chose, `by at least` asks for more than a difference,
 * and a claim may be made of most values of an axis:
 *
 *     tuned(test/accuracy | optimizer=adam) > tuned(test/accuracy | optimizer=sgd) by at least 0.005
 *       for at least 3 of 4 values of model.initializer
 */

/** What is computed of the final metrics of runs. */
export const claimStatistics = ['mean', 'median', 'min', 'max', 'sd', 'tuned'] as const;

/** The name of a statistic. */
export type ClaimStatistic = (typeof claimStatistics)[number];

/** How the two sides of a claim are compared. */
export const comparators = ['>=', '<=', '>', '<'] as const;

/** A comparator. */
export type Comparator = (typeof comparators)[number];

/** Chooses runs by a setting: `optimizer=adam`, `model.hidden=[500, 250]`. */
export interface Condition {
  /** The path of a setting, or `trial`. */
  readonly path: string;
  readonly value: string;
  /** Where path and value begin in the text, from 0. */
  readonly pathOffset: number;
  readonly valueOffset: number;
}

/** A statistic of the runs that meet all conditions. */
export interface StatisticTerm {
  readonly kind: 'statistic';
  readonly sign: 1 | -1;
  /** Where it begins in the text, from 0. */
  readonly offset: number;
  readonly statistic: ClaimStatistic;
  readonly metric: string;
  readonly metricOffset: number;
  readonly conditions: readonly Condition[];
}

/** A number. */
export interface NumberTerm {
  readonly kind: 'number';
  /** With its sign. */
  readonly value: number;
}

/** One part of a sum. */
export type ClaimTerm = StatisticTerm | NumberTerm;

/** For how many values of an axis a claim is to hold. */
export interface Quantifier {
  /** At least one, and no more than there are. */
  readonly atLeast: number;
  /** How many values the axis has, as the claim says. */
  readonly valueCount: number;
  readonly axis: string;
  /** Where the number of values and the axis stand in the text, from 0. */
  readonly countOffset: number;
  readonly axisOffset: number;
}

/** A claim in parts. */
export interface Claim {
  readonly text: string;
  readonly left: readonly ClaimTerm[];
  readonly comparator: Comparator;
  readonly right: readonly ClaimTerm[];
  /** By how much one side is to be beyond the other; 0 where the claim asks for any difference. */
  readonly margin: number;
  /** Absent where a claim is made of all its runs together. */
  readonly quantifier: Quantifier | undefined;
  /** Whether runs that diverged or failed count, as what guessing gives. */
  readonly countsFailures: boolean;
}

/** What a claim ends with to count runs that diverged or failed. */
export const countingFailures = 'counting failures';

/** What is wrong with a claim, and where in its text, from 0. */
export interface ClaimFault {
  readonly offset: number;
  readonly message: string;
  readonly hint?: string;
}
