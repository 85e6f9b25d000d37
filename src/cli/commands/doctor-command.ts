import { defineCommand } from '../options/define-command';
import { addFormat, chooseFormat } from '../options/output-format';

/** `ablate doctor` */
export const doctorCommand = defineCommand({
  command: 'doctor',
  describe: 'Say what is there: TensorFlow, threads, TensorBoard, data sets, disk',
  builder: (argv) =>
    addFormat(argv, 'checks')
      .option('results-dir', {
        type: 'string',
        requiresArg: true,
        default: 'results',
        describe: 'Folder of results',
      })
      .option('data-dir', {
        type: 'string',
        requiresArg: true,
        describe: 'Folder that holds data sets',
      }),
  handler: async (options) => {
    const { showDiagnosis } = await import('./show-diagnosis.js');
    return showDiagnosis({ ...options, format: chooseFormat(options) });
  },
});
