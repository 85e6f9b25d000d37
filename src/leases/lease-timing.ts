import { UserError } from '../util/user-error';

/** The variable that sets the seconds behind which a silent lease of another machine is dead. */
export const timeoutVariable = 'ABLATE_LEASE_TIMEOUT';
const defaultTimeoutSeconds = 90;

/** How leases are kept and judged. A sign of life costs a small write on the shared drive. */
export interface LeaseTiming {
  /** A lease without a sign of life for so long is dead, once it was watched too. */
  readonly timeoutMs: number;
  /** Time between two signs of life: several may get lost. */
  readonly beatMs: number;
  /**
   * For how long a lease that looks dead is watched before it is taken over: longer than a beat, so
   * that one which only looks old, since the clock of the drive was set, shows that it lives.
   */
  readonly watchMs: number;
  /** What was confirmed so recently need not be confirmed again: nobody can have taken it over. */
  readonly trustMs: number;
}

/**
 * The timing of this process and of all that work on the same drive.
 *
 * @throws UserError where the variable is no number of seconds.
 */
export function leaseTiming(text = process.env[timeoutVariable]): LeaseTiming {
  const seconds = text === undefined || text === '' ? defaultTimeoutSeconds : Number(text);
  if (!(seconds >= 1 && seconds <= 86_400)) {
    throw new UserError(`${timeoutVariable} is ${text}, expected seconds from 1 to 86400`, {
      hint: `Leave it out for ${defaultTimeoutSeconds} seconds.`,
    });
  }
  const timeoutMs = seconds * 1000;
  return { timeoutMs, beatMs: timeoutMs / 6, watchMs: timeoutMs / 4, trustMs: timeoutMs / 3 };
}
