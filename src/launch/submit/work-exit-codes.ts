/** What the exit code of a worker says, which a scheduler goes by. */
export const workExitCodes = {
  nothingLeft: 0,
  failed: 1,
  /** EX_USAGE of sysexits.h: trying again would change nothing. */
  wrongPlan: 64,
  /** EX_TEMPFAIL: stopped with checkpoints, and to be started again. */
  comeAgain: 75,
} as const;
