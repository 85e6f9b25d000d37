import { defineCommand } from '../options/define-command';
import { addFormat, chooseFormat } from '../options/output-format';
import { addResultsDir } from '../options/results-options';
import { addSpecOptions } from '../options/spec-options';

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
