import { maxThreads } from '../../spec/max-threads';
import type { OptionValues } from './option';
import {
  argumentList,
  countOption,
  folderOption,
  listOption,
  switchOption,
  textOption,
} from './option-kinds';

/** Specs, as the arguments of a command. */
export const specArguments = {
  spec: argumentList('Experiment files (YAML)', { demandOption: true }),
};

/** Where data sets are. */
export const dataOptions = {
  'data-dir': folderOption(
    'Folder that holds data sets, for instance mnist/ (also: ABLATE_DATA_DIR)',
  ),
};

/** Whether data sets may come from the net. */
export const downloadOption = switchOption(
  'Download data sets that are not found (--no-download)',
  true,
);

/** The options that decide what a spec plans. */
export const planningOptions = {
  set: listOption('Override a setting: --set optimizer.learningRate=1e-3'),
  engine: textOption('How steps are executed'),
  threads: countOption('TensorFlow threads of each run, instead of those of the spec', {
    min: 1,
    max: maxThreads,
  }),
  limit: countOption('Allow grids of up to this many runs', { min: 1 }),
  ...dataOptions,
  download: downloadOption,
};

/** Values of the options that decide what a spec plans. */
export type PlanningOptions = OptionValues<typeof planningOptions>;

/** The same with the specs. */
export type SpecOptions = PlanningOptions & OptionValues<typeof specArguments>;
