import { defineCommand } from './define-command';
import { addSpecOptions } from './spec-options';

/** `ablate plan SPEC...` */
export const planCommand = defineCommand({
  command: 'plan <spec..>',
  describe: 'Show the runs of experiments without running any',
  builder: (argv) => addSpecOptions(argv),
  handler: async (options) => {
    const { showPlans } = await import('./show-plans.js');
    return showPlans(options);
  },
});
