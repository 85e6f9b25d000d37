/*
 * A claim compares two sums of statistics and numbers:
 *
 *     mean(test/accuracy | optimizer=adam) > mean(test/accuracy | optimizer=sgd) + 0.01
 *
 * Runs that diverged or failed leave it open, because survivors alone prove nothing, unless it says
 * that they count, as what guessing gives:
 *
 *     mean(test/accuracy | optimizer=adam) > 0.9 counting failures
 */

/** What is computed of the final metrics of runs. */
export const claimStatistics = ['mean', 'median', 'min', 'max', 'sd'] as const;

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

/** A claim in parts. */
export interface Claim {
  readonly text: string;
  readonly left: readonly ClaimTerm[];
  readonly comparator: Comparator;
  readonly right: readonly ClaimTerm[];
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
