import { defineCommand } from './define-command';
import { addResultsDir } from './results-options';
import { addSpecOptions } from './spec-options';

/** `ablate plan SPEC...` */
export const planCommand = defineCommand({
  command: 'plan <spec..>',
  describe: 'Show the runs of experiments, and what running them would do, without running any',
  builder: (argv) => addResultsDir(addSpecOptions(argv)),
  handler: async (options) => {
    const { showPlans } = await import('./show-plans.js');
    return showPlans(options);
  },
});
