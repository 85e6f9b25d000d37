import { defineCommand } from './define-command';
import { addResultsDir } from './results-options';

/** `ablate status [EXPERIMENT...]` */
export const statusCommand = defineCommand({
  command: 'status [experiment..]',
  describe: 'Show how experiments stand, and what running them again would do',
  builder: (argv) =>
    addResultsDir(argv)
      .positional('experiment', {
        type: 'string',
        array: true,
        describe: 'Names, results folders or specs; all experiments without any',
      })
      .option('format', {
        choices: ['text', 'json'] as const,
        default: 'text' as const,
        describe: 'How it is printed',
      }),
  handler: async (options) => {
    const { showStatus } = await import('./show-status.js');
    return showStatus(options);
  },
});
