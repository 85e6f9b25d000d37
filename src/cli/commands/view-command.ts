import { defineCommand } from '../options/define-command';
import { addResultsDir } from '../options/results-options';

/** `ablate view [EXPERIMENT]` */
export const viewCommand = defineCommand({
  command: 'view [experiment]',
  describe: 'Show an experiment in TensorBoard, until Ctrl-C',
  builder: (argv) =>
    addResultsDir(argv)
      .positional('experiment', {
        type: 'string',
        describe: 'Name, results folder or spec of an experiment; the newest without one',
      })
      .option('aggregate', {
        type: 'boolean',
        default: false,
        describe: 'Show one line per trial, the mean over its seeds, in place of the runs',
      })
      .option('port', {
        type: 'number',
        requiresArg: true,
        default: 0,
        describe: 'Port; 0 for any free one',
      })
      .option('browser', { type: 'boolean', default: true, describe: 'Open a browser' })
      .option('yes', {
        type: 'boolean',
        default: false,
        describe: 'Install TensorBoard in a folder of its own where there is none',
      }),
  handler: async (options) => {
    const { viewExperiment } = await import('./view-experiment.js');
    return viewExperiment(options);
  },
});
