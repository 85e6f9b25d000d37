/**
 * A failure that the user can act on: shown as one message and a remedy, never as a stack trace.
 * Anything else that is thrown is a bug.
 */
export class UserError extends Error {
  /** What to do about it, one sentence. */
  readonly hint: string | undefined;

  constructor(message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'UserError';
    this.hint = options.hint;
  }

  /** Message and hint on one line. */
  describe(): string {
    return this.hint === undefined ? this.message : `${this.message}. ${this.hint}`;
  }
}
