import { defineCommand } from './define-command';

/** `ablate gradcheck [SPEC]` */
export const gradcheckCommand = defineCommand({
  command: 'gradcheck [spec]',
  describe: 'Check gradients against finite differences and between the engines',
  builder: (argv) =>
    argv
      .positional('spec', { type: 'string', describe: 'Check the networks of this experiment' })
      .option('data-dir', {
        type: 'string',
        requiresArg: true,
        describe: 'Folder that holds data sets',
      })
      .option('json', { type: 'boolean', default: false, describe: 'Print the rows as JSON' }),
  handler: async (options) => {
    const { showGradientCheck } = await import('./show-gradient-check.js');
    return showGradientCheck(options);
  },
});
