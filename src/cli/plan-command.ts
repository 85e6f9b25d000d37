import { defineCommand } from './define-command';
import { addFormat, chooseFormat } from './output-format';
import { addResultsDir } from './results-options';
import { addSpecOptions } from './spec-options';

/** `ablate plan SPEC...` */
export const planCommand = defineCommand({
  command: 'plan <spec..>',
  describe: 'Show the runs of experiments, and what running them would do, without running any',
  builder: (argv) => addFormat(addResultsDir(addSpecOptions(argv)), 'experiments, warnings'),
  handler: async (options) => {
    const { showPlans } = await import('./show-plans.js');
    return showPlans({ ...options, format: chooseFormat(options) });
  },
});
