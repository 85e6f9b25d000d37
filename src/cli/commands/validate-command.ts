import { defineCommand } from '../options/define-command';
import { addFormat, chooseFormat } from '../options/output-format';
import { addSpecOptions } from '../options/spec-options';

/** `ablate validate SPEC...` */
export const validateCommand = defineCommand({
  command: 'validate <spec..>',
  describe: 'Check experiments and report every problem, with its line',
  builder: (argv) => addFormat(addSpecOptions(argv), 'experiments, problems, warnings'),
  handler: async (options) => {
    const { validateSpecs } = await import('./validate-specs.js');
    return validateSpecs({ ...options, format: chooseFormat(options) });
  },
});
