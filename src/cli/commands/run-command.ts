import { runExperiments } from '../experiments/run-experiments';
import { defineCommand } from '../options/define-command';
import {
  countOption,
  listOption,
  secondsOption,
  switchOption,
  withDefault,
} from '../options/option-kinds';
import { chooseFormat, formatOptions } from '../options/output-format';
import { replaceOption, resultsOptions } from '../options/results-options';
import { planningOptions, specArguments } from '../options/spec-options';

/** `ablate run SPEC...` */
export const runCommand = defineCommand({
  arguments: specArguments,
  options: {
    ...planningOptions,
    ...formatOptions('experiments'),
    ...resultsOptions('Folder that results go to'),
    jobs: countOption('Runs at once (default: as the cores serve)', { min: 1 }),
    isolate: switchOption('Give each run a process of its own, not one that has trained others'),
    retries: withDefault(
      0,
      countOption('Start a run whose process crashed again, up to this many times', { min: 0 }),
    ),
    'fail-fast': switchOption('Start nothing more after the first failure'),
    'give-up-after': withDefault(
      5,
      countOption('Start nothing more after this many failures in a row', { min: 1 }),
    ),
    timeout: secondsOption('End a run that takes longer (seconds)'),
    rerun: listOption('Begin runs anew: failed, all, or the id of a run'),
    fresh: switchOption('Begin every run anew'),
    replace: replaceOption,
    'check-claims': switchOption('Exit with 1 unless every claim of the spec is supported'),
    quiet: switchOption('Print only the ranking'),
  },
  examples: [
    'run experiments/quickstart.yaml',
    'run a.yaml --set optimizer.learningRate=1e-3 --jobs 1',
  ],
  run: (options) => runExperiments({ ...options, isOwner: true, format: chooseFormat(options) }),
});
