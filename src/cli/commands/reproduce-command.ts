import { defineCommand } from '../options/define-command';
import { addFormat, chooseFormat } from '../options/output-format';
import { addPlanningOptions } from '../options/spec-options';

/** `ablate reproduce [SPEC...]` */
export const reproduceCommand = defineCommand({
  command: 'reproduce [spec..]',
  describe: 'Run experiments and compare what they measure with what was published',
  builder: (argv) =>
    addPlanningOptions(
      addFormat(argv, 'comparisons').positional('spec', {
        type: 'string',
        array: true,
        default: [] as string[],
        describe: 'Experiment files (YAML); experiments/report-*.yaml unless given',
      }),
    )
      .option('results-dir', {
        type: 'string',
        requiresArg: true,
        default: 'results',
        describe: 'Folder that results go to; the comparison goes to published/ in it',
      })
      .option('run', {
        type: 'boolean',
        default: true,
        describe: 'Train what is missing (--no-run: compare what is there)',
      })
      .option('replace', {
        type: 'boolean',
        default: false,
        describe: 'Put results of other settings aside, to .replaced, without asking',
      })
      .option('jobs', { type: 'number', requiresArg: true, describe: 'Runs at once' })
      .option('quiet', { type: 'boolean', default: false, describe: 'Print only the tables' })
      .example('$0 reproduce experiments/report-c-threes-nines.yaml', '')
      .example('$0 reproduce --no-run', ''),
  handler: async (options) => {
    const { reproduceExperiments } = await import('./reproduce-experiments.js');
    return reproduceExperiments({ ...options, format: chooseFormat(options) });
  },
});
