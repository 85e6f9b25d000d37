import { defineCommand } from './define-command';
import { addResultsDir } from './results-options';
import { addPlanningOptions } from './spec-options';

/** `ablate status [EXPERIMENT...]` */
export const statusCommand = defineCommand({
  command: 'status [experiment..]',
  describe: 'Show how experiments stand, and what running them again would do',
  builder: (argv) =>
    addPlanningOptions(addResultsDir(argv))
      .positional('experiment', {
        type: 'string',
        array: true,
        describe:
          'Names or results folders, by the plan that was run; specs, by what they say now; all experiments without any',
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
