/** Options that may be given more than once. */
const repeatable: ReadonlySet<string> = new Set([
  '_',
  'spec',
  'set',
  'rerun',
  'experiment',
  'by',
  'filter',
]);

/** The smallest value of options that count something. */
const smallestCount: Readonly<Record<string, number>> = {
  jobs: 1,
  threads: 1,
  limit: 1,
  retries: 0,
  port: 0,
  'give-up-after': 1,
};

/**
 * Says what is wrong with the values of options, beyond their names: true, or a sentence. The
 * parser takes `--jobs x` for not a number and a repeated option for a list, and lets both pass.
 */
export function checkOptions(options: Readonly<Record<string, unknown>>): true | string {
  for (const [name, value] of Object.entries(options)) {
    if (Array.isArray(value) && !repeatable.has(name)) return `--${name} is given more than once`;
    const smallest = smallestCount[name];
    if (smallest === undefined || value === undefined) continue;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < smallest) {
      return `--${name} takes a whole number from ${smallest}`;
    }
  }
  const { timeout } = options;
  if (timeout !== undefined && !(typeof timeout === 'number' && timeout > 0)) {
    return '--timeout takes a number of seconds above 0';
  }
  return true;
}
