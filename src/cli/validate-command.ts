import { defineCommand } from './define-command';
import { addSpecOptions } from './spec-options';

/** `ablate validate SPEC...` */
export const validateCommand = defineCommand({
  command: 'validate <spec..>',
  describe: 'Check experiments and report every problem, with its line',
  builder: (argv) => addSpecOptions(argv),
  handler: async (options) => {
    const { validateSpecs } = await import('./validate-specs.js');
    return validateSpecs(options);
  },
});
