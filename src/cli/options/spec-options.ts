import type { Argv } from 'yargs';

/** Options that decide what a spec plans. */
export interface PlanningOptions {
  readonly set: string[] | undefined;
  readonly limit: number | undefined;
  readonly engine: string | undefined;
  readonly threads: number | undefined;
  readonly dataDir: string | undefined;
  readonly download: boolean;
}

/** Options of every command that reads specs. */
export interface SpecOptions extends PlanningOptions {
  readonly spec: string[];
}

/** Declares the options of `SpecOptions`. */
export function addSpecOptions<Options>(argv: Argv<Options>) {
  return addPlanningOptions(
    argv.positional('spec', {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'Experiment files (YAML)',
    }),
  );
}

/** Declares `PlanningOptions`. */
export function addPlanningOptions<Options>(argv: Argv<Options>) {
  return argv
    .option('set', {
      type: 'string',
      requiresArg: true,
      array: true,
      describe: 'Override a setting: --set optimizer.learningRate=1e-3',
    })
    .option('engine', { type: 'string', requiresArg: true, describe: 'How steps are executed' })
    .option('threads', {
      type: 'number',
      requiresArg: true,
      describe: 'TensorFlow threads of each run, instead of those of the spec',
    })
    .option('limit', {
      type: 'number',
      requiresArg: true,
      describe: 'Allow grids of up to this many runs',
    })
    .option('data-dir', {
      type: 'string',
      requiresArg: true,
      describe: 'Folder that holds data sets, for instance mnist/ (also: ABLATE_DATA_DIR)',
    })
    .option('download', {
      type: 'boolean',
      default: true,
      describe: 'Download data sets that are not found (--no-download)',
    });
}
