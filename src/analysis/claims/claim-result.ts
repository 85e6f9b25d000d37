import type { JsonValue, RunConfig } from '../../plan/run-config';
import type { RecordedRun } from '../results/read-results';
import type { Conclusion } from './conclude-claim';

/** What became of a claim, with its evidence. */
export interface ClaimResult extends Conclusion {
  readonly text: string;
  /** Both sides over the seeds that count; absent where there is none. */
  readonly sides: { readonly left: number; readonly right: number } | undefined;
  /** Seeds that every run concerned has a result for. */
  readonly seeds: readonly number[];
  /** Runs concerned that diverged or failed. */
  readonly failed: readonly RecordedRun[];
  /** Runs concerned that have no result at the end, for instance because they wait. */
  readonly missing: readonly RecordedRun[];
  /** What there is to say of `failed`; absent where there is none. */
  readonly failures: string | undefined;
  /** What tuning chose, where the claim is about that. */
  readonly tuned?: TunedBasis | undefined;
  /** Each value of the axis by itself, where the claim is to hold for most of them. */
  readonly values?: readonly ClaimForValue[] | undefined;
  /** How often results were looked at before: a race for seeds tells as soon as it can. */
  readonly lookCount: number;
  /** Its p among all claims of the experiment (Holm), and how many they are; absent for one alone. */
  readonly adjusted?: { readonly p: number; readonly claimCount: number } | undefined;
}

/** What tuning chose for a claim. */
export interface TunedBasis {
  readonly choices: readonly {
    readonly question: RunConfig['axisValues'];
    readonly trial: string | undefined;
    readonly trialCount: number;
  }[];
  /** Whether it was measured on seeds that nothing was chosen by. */
  readonly isFresh: boolean;
  /** Whether fresh seeds are planned. */
  readonly isToConfirm: boolean;
}

/** A claim for one value of an axis. */
export interface ClaimForValue extends ClaimResult {
  readonly value: JsonValue;
}
