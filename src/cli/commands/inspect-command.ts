import { defineCommand } from '../options/define-command';
import { addFormat, chooseFormat } from '../options/output-format';
import { addResultsDir } from '../options/results-options';

/** `ablate inspect RUN` */
export const inspectCommand = defineCommand({
  command: 'inspect <run>',
  describe: 'Print what the TensorBoard files of a run hold',
  builder: (argv) =>
    addFormat(addResultsDir(argv), 'files, tags, graph; with --tag: tag, points')
      .positional('run', {
        type: 'string',
        demandOption: true,
        describe: 'experiment/run, or any folder with event files',
      })
      .option('tag', {
        type: 'string',
        requiresArg: true,
        describe: 'Print the series of this tag',
      }),
  handler: async (options) => {
    const { inspectRun } = await import('./inspect-run.js');
    return inspectRun({ ...options, format: chooseFormat(options) });
  },
});
