import { defineCommand } from '../options/define-command';
import { addFormat, chooseFormat } from '../options/output-format';
import { addSpecOptions } from '../options/spec-options';

/** `ablate run SPEC...` */
export const runCommand = defineCommand({
  command: 'run <spec..>',
  describe: 'Train what is missing of experiments and rank their trials',
  builder: (argv) =>
    addFormat(addSpecOptions(argv), 'experiments')
      .option('results-dir', {
        type: 'string',
        requiresArg: true,
        default: 'results',
        describe: 'Folder that results go to',
      })
      .option('jobs', {
        type: 'number',
        requiresArg: true,
        describe: 'Runs at once (default: as the cores serve)',
      })
      .option('retries', {
        type: 'number',
        requiresArg: true,
        default: 0,
        describe: 'Start a run whose process crashed again, up to this many times',
      })
      .option('fail-fast', {
        type: 'boolean',
        default: false,
        describe: 'Start nothing more after the first failure',
      })
      .option('give-up-after', {
        type: 'number',
        requiresArg: true,
        default: 5,
        describe: 'Start nothing more after this many failures in a row',
      })
      .option('timeout', {
        type: 'number',
        requiresArg: true,
        describe: 'End a run that takes longer (seconds)',
      })
      .option('rerun', {
        type: 'string',
        requiresArg: true,
        array: true,
        describe: 'Begin runs anew: failed, all, or the id of a run',
      })
      .option('fresh', { type: 'boolean', default: false, describe: 'Begin every run anew' })
      .option('replace', {
        type: 'boolean',
        default: false,
        describe: 'Put results of other settings aside, to .replaced, without asking',
      })
      .option('check-claims', {
        type: 'boolean',
        default: false,
        describe: 'Exit with 1 unless every claim of the spec is supported',
      })
      .option('quiet', { type: 'boolean', default: false, describe: 'Print only the ranking' })
      .example('$0 run experiments/quickstart.yaml', '')
      .example('$0 run a.yaml --set optimizer.learningRate=1e-3 --jobs 1', ''),
  handler: async (options) => {
    const { runExperiments } = await import('./run-experiments.js');
    return runExperiments({ ...options, format: chooseFormat(options) });
  },
});
