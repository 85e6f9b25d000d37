import type { Argv } from 'yargs';

/** Declares where results are. */
export function addResultsDir<Options>(argv: Argv<Options>) {
  return argv.option('results-dir', {
    type: 'string',
    requiresArg: true,
    default: 'results',
    describe: 'Folder that results are in',
  });
}
