import { defineCommand } from '../options/define-command';
import { addFormat, chooseFormat } from '../options/output-format';

/** `ablate gradcheck [SPEC]` */
export const gradcheckCommand = defineCommand({
  command: 'gradcheck [spec]',
  describe: 'Check gradients against finite differences and between the engines',
  builder: (argv) =>
    addFormat(argv, 'checks')
      .positional('spec', { type: 'string', describe: 'Check the networks of this experiment' })
      .option('data-dir', {
        type: 'string',
        requiresArg: true,
        describe: 'Folder that holds data sets',
      }),
  handler: async (options) => {
    const { showGradientCheck } = await import('./show-gradient-check.js');
    return showGradientCheck({ ...options, format: chooseFormat(options) });
  },
});
