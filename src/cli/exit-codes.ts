/** What the exit code of the command says. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  interrupted: 130,
} as const;

/** The same in words, as `--help` shows it. */
const meanings: readonly (readonly [keyof typeof exitCodes, string])[] = [
  ['ok', 'all went well; runs that diverged, or that halving stopped, are results'],
  ['failed', 'a run failed or was not reached, or what was to be checked does not hold'],
  ['usage', 'the command line or a spec is wrong, and nothing was started'],
  ['interrupted', 'stopped by Ctrl-C; running it again goes on'],
];

/** The table of exit codes, for the end of `--help`. */
export function formatExitCodes(): string {
  const lines = meanings.map(([name, words]) => `  ${String(exitCodes[name]).padEnd(3)}  ${words}`);
  return ['Exit codes:', ...lines].join('\n');
}
