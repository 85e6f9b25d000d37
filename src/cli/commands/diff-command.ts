import { defineCommand } from '../options/define-command';
import { addFormat, chooseFormat } from '../options/output-format';
import { addResultsDir } from '../options/results-options';

/** `ablate diff RUN RUN` */
export const diffCommand = defineCommand({
  command: 'diff <run> <other>',
  describe: 'Show what differs between two runs: settings, environment, metrics',
  builder: (argv) =>
    addFormat(addResultsDir(argv), 'runs, settings, environment, results, parting')
      .positional('run', {
        type: 'string',
        demandOption: true,
        describe: 'experiment/run or folder',
      })
      .positional('other', {
        type: 'string',
        demandOption: true,
        describe: 'experiment/run or folder',
      }),
  handler: async (options) => {
    const { diffRuns } = await import('./diff-runs.js');
    return diffRuns({ ...options, format: chooseFormat(options) });
  },
});
