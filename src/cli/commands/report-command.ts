import { defineCommand } from '../options/define-command';
import { addFormat, chooseFormat } from '../options/output-format';
import { addResultsDir } from '../options/results-options';

/** `ablate report EXPERIMENT` */
export const reportCommand = defineCommand({
  command: 'report <experiment>',
  describe: 'Write the answer as one HTML page that needs nothing but itself',
  builder: (argv) =>
    addFormat(addResultsDir(argv), 'report')
      .positional('experiment', {
        type: 'string',
        demandOption: true,
        describe: 'Name, results folder or spec of an experiment',
      })
      .option('output', {
        alias: 'o',
        type: 'string',
        requiresArg: true,
        describe: 'File to write (default: report.html with the results)',
      }),
  handler: async (options) => {
    const { reportExperiment } = await import('./report-experiment.js');
    return reportExperiment({ ...options, format: chooseFormat(options) });
  },
});
