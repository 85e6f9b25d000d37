/** What the exit code of the command says. */
export const exitCodes = {
  ok: 0,
  /** Some run failed or diverged, or a check did not hold. */
  failed: 1,
  /** The command line or a spec is wrong; nothing was started. */
  usage: 2,
  /** Stopped by Ctrl-C, as shells report it. */
  interrupted: 130,
} as const;
