/** One thing that the doctor looked at. */
export interface Check {
  /** What was looked at: `Node`, `TensorFlow`, `free disk`. */
  readonly subject: string;
  /** `problem`: runs could not start; `warning`: they can, but something is missing or slow. */
  readonly status: 'ok' | 'warning' | 'problem';
  /** What was found, one line. */
  readonly finding: string;
  /** What to do about it; always there unless the status is `ok`. */
  readonly remedy?: string;
}
