import { defineCommand } from '../options/define-command';
import { addFormat, chooseFormat } from '../options/output-format';
import { addResultsDir } from '../options/results-options';

/** `ablate compare EXPERIMENT` */
export const compareCommand = defineCommand({
  command: 'compare <experiment>',
  describe: 'Rank the trials of an experiment, with intervals and paired differences over seeds',
  builder: (argv) =>
    addFormat(addResultsDir(argv), 'metric, groups, claims', ['csv', 'markdown'] as const)
      .positional('experiment', {
        type: 'string',
        demandOption: true,
        describe: 'Name, results folder or spec of an experiment',
      })
      .option('metric', {
        type: 'string',
        requiresArg: true,
        describe: 'Compare by this metric (test/loss, ...)',
      })
      .option('by', {
        type: 'string',
        requiresArg: true,
        array: true,
        describe: 'Effect of an axis, over all settings of the others: --by optimizer',
      })
      .option('filter', {
        type: 'string',
        requiresArg: true,
        array: true,
        describe: 'Only trials with a setting: --filter optimizer=adam',
      })
      .option('columns', {
        type: 'string',
        requiresArg: true,
        describe: 'Columns, joined by commas: trial,mean,sd',
      })
      .option('check-claims', {
        type: 'boolean',
        default: false,
        describe: 'Exit with 1 unless every claim of the spec is supported',
      })
      .example('$0 compare quickstart', '')
      .example('$0 compare quickstart --by optimizer --format markdown', ''),
  handler: async (options) => {
    const { compareExperiment } = await import('./compare-experiment.js');
    return compareExperiment({ ...options, format: chooseFormat(options) });
  },
});
