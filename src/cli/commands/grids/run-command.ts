import { runExperiments } from '../../experiments/run-experiments';
import { defineCommand } from '../../options/define-command';
import { endOptions, progressOptions, startOptions } from '../../options/execution-options';
import { listOption, switchOption } from '../../options/option-kinds';
import { chooseFormat, formatOptions } from '../../options/output-format';
import { replaceOption, resultsOptions } from '../../options/results-options';
import { planningOptions, specArguments } from '../../options/spec-options';

/** `ablate run SPEC...` */
export const runCommand = defineCommand({
  arguments: specArguments,
  options: {
    ...planningOptions,
    ...formatOptions('experiments'),
    ...resultsOptions('Folder that results go to'),
    ...startOptions,
    'fail-fast': switchOption('Start nothing more after the first failure'),
    ...endOptions,
    rerun: listOption('Begin runs anew: failed, all, or the id of a run'),
    fresh: switchOption('Begin every run anew'),
    replace: replaceOption,
    'check-claims': switchOption('Exit with 1 unless every claim of the spec is supported'),
    ...progressOptions,
    quiet: switchOption('Print only the ranking'),
  },
  examples: [
    'run experiments/quickstart.yaml',
    'run a.yaml --set optimizer.learningRate=1e-3 --jobs 1',
  ],
  run: (options) => runExperiments({ ...options, format: chooseFormat(options) }),
});
