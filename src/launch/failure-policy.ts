/** What happens when runs fail. A run that diverges has a result and did not fail. */
export interface FailurePolicy {
  /** How often a run whose process crashed is started again. */
  readonly retries: number;
  /** Start nothing more after the first failure. */
  readonly failFast: boolean;
  /** Start nothing more after this many failures in a row: whatever it is, it hits every run. */
  readonly giveUpAfter: number;
  /** A run that takes longer is ended. */
  readonly timeoutMs?: number | undefined;
  /** A run that says nothing for this long hangs, and is ended. */
  readonly silenceMs: number;
}

/** What `ablate run` does unless it is told otherwise. */
export const defaultFailurePolicy: FailurePolicy = {
  retries: 0,
  failFast: false,
  giveUpAfter: 5,
  silenceMs: 15 * 60_000,
};
