import { maxThreads } from '../../spec/max-threads';
import { checkPaths } from './check-paths';

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

/** Options that are on or off; all others take a value. */
const switches: ReadonlySet<string> = new Set([
  'aggregate',
  'browser',
  'check-claims',
  'download',
  'fail-fast',
  'fresh',
  'help',
  'json',
  'keep',
  'quiet',
  'replace',
  'run',
  'version',
  'yes',
]);

/** The smallest and the largest value of options that count something. */
const counts: Readonly<Record<string, readonly [number, number]>> = {
  jobs: [1, Number.MAX_SAFE_INTEGER],
  threads: [1, maxThreads],
  limit: [1, Number.MAX_SAFE_INTEGER],
  retries: [0, Number.MAX_SAFE_INTEGER],
  port: [0, 65_535],
  'give-up-after': [1, Number.MAX_SAFE_INTEGER],
};

/**
 * Says what is wrong with the values of options, beyond their names: true, or a sentence. The
 * parser takes `--jobs x` for not a number, a repeated option for a list and `--no-engine` for an
 * answer, and lets all of them pass.
 */
export function checkOptions(options: Readonly<Record<string, unknown>>): true | string {
  for (const [given, value] of Object.entries(options)) {
    const name = given.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (Array.isArray(value) && !repeatable.has(name)) return `--${name} is given more than once`;
    if (typeof value === 'boolean' && !switches.has(name)) return `--${name} takes a value`;
    if (value === '' && name !== '$0') return `--${name} needs a value`;
    const range = counts[name];
    if (range === undefined || value === undefined) continue;
    const [smallest, largest] = range;
    const isCount = typeof value === 'number' && Number.isInteger(value);
    if (!isCount || value < smallest || value > largest) {
      const upTo = largest === Number.MAX_SAFE_INTEGER ? '' : ` to ${largest}`;
      return `--${name} takes a whole number from ${smallest}${upTo}`;
    }
  }
  const { timeout } = options;
  if (timeout !== undefined && !(typeof timeout === 'number' && timeout > 0)) {
    return '--timeout takes a number of seconds above 0';
  }
  return checkPaths(options) ?? true;
}
