import { defineCommand } from './define-command';
import { addSpecOptions } from './spec-options';

/** `ablate run SPEC...` */
export const runCommand = defineCommand({
  command: 'run <spec..>',
  describe: 'Train what is missing of experiments and rank their trials',
  builder: (argv) =>
    addSpecOptions(argv)
      .option('results-dir', {
        type: 'string',
        default: 'results',
        describe: 'Folder that results go to',
      })
      .option('jobs', { type: 'number', describe: 'Runs at once (default: as the cores serve)' })
      .option('threads', { type: 'number', describe: 'TensorFlow threads of each run' })
      .option('quiet', { type: 'boolean', default: false, describe: 'Print only the ranking' })
      .example('$0 run experiments/quickstart.yaml', '')
      .example('$0 run a.yaml --set optimizer.learningRate=1e-3 --jobs 1', ''),
  handler: async (options) => {
    const { runExperiments } = await import('./run-experiments.js');
    return runExperiments(options);
  },
});
