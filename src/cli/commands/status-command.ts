import { defineCommand } from '../options/define-command';
import { addFormat, chooseFormat } from '../options/output-format';
import { addResultsDir } from '../options/results-options';
import { addPlanningOptions } from '../options/spec-options';

/** `ablate status [EXPERIMENT...]` */
export const statusCommand = defineCommand({
  command: 'status [experiment..]',
  describe: 'Show how experiments stand, and what running them again would do',
  builder: (argv) =>
    addFormat(addPlanningOptions(addResultsDir(argv)), 'experiments').positional('experiment', {
      type: 'string',
      array: true,
      describe:
        'Names or results folders, by the plan that was run; specs, by what they say now; all experiments without any',
    }),
  handler: async (options) => {
    const { showStatus } = await import('./show-status.js');
    return showStatus({ ...options, format: chooseFormat(options) });
  },
});
