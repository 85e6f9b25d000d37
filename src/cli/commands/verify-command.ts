import { defineCommand } from '../options/define-command';
import { addFormat, chooseFormat } from '../options/output-format';
import { addResultsDir } from '../options/results-options';

/** `ablate verify RUN` */
export const verifyCommand = defineCommand({
  command: 'verify <run>',
  describe: 'Run a run again and say whether it gives the same, bit for bit',
  builder: (argv) =>
    addFormat(addResultsDir(argv), 'run, isEqual, parting, environment')
      .positional('run', {
        type: 'string',
        demandOption: true,
        describe: 'experiment/run or folder',
      })
      .option('data-dir', {
        type: 'string',
        requiresArg: true,
        describe: 'Folder that holds data sets, for instance mnist/ (also: ABLATE_DATA_DIR)',
      })
      .option('threads', {
        type: 'number',
        requiresArg: true,
        describe: 'TensorFlow threads (default: as many as the run had)',
      })
      .option('keep', {
        type: 'boolean',
        default: false,
        describe: 'Keep the folder of the repetition',
      })
      .option('quiet', { type: 'boolean', default: false, describe: 'Print only the answer' })
      .example('$0 verify quickstart/adam-lr1e-3_glorotUniform-s0', ''),
  handler: async (options) => {
    const { verifyRun } = await import('./verify-run.js');
    return verifyRun({ ...options, format: chooseFormat(options) });
  },
});
