import { findExperiment } from '../../analysis/results/find-results';
import { readResults } from '../../analysis/results/read-results';
import { resumeStages } from '../../analysis/stages/resume-stages';
import { resolveDatasetSources } from '../../datasets/dataset-sources';
import type { RunResult } from '../../launch/grid/launch-grid';
import { workExitCodes } from '../../launch/submit/work-exit-codes';
import { isFinal } from '../../records/status';
import { UserError } from '../../util/user-error';
import { type ExecutionOptions, executeStages } from '../experiments/execute-stages';
import { defineCommand } from '../options/define-command';
import { durationOption } from '../options/duration-option';
import {
  countOption,
  requiredArgument,
  secondsOption,
  switchOption,
  withDefault,
} from '../options/option-kinds';
import { resultsOptions } from '../options/results-options';
import { dataOptions, downloadOption } from '../options/spec-options';
import { printError, printNote } from '../output/print';

/** `ablate work EXPERIMENT` */
export const workCommand = defineCommand({
  arguments: {
    experiment: requiredArgument('Name or results folder of an experiment that is planned'),
  },
  options: {
    for: durationOption('Stop with checkpoints after this time: 55m, 1h30m (default: never)'),
    ...resultsOptions(),
    ...dataOptions,
    download: downloadOption,
    jobs: countOption('Runs at once (default: as the cores serve)', { min: 1 }),
    isolate: switchOption('Give each run a process of its own, not one that has trained others'),
    retries: withDefault(
      0,
      countOption('Start a run whose process crashed again, up to this many times', { min: 0 }),
    ),
    'give-up-after': withDefault(
      5,
      countOption('Start nothing more after this many failures in a row', { min: 1 }),
    ),
    timeout: secondsOption('End a run that takes longer (seconds)'),
    quiet: switchOption('Print only what goes wrong'),
  },
  examples: ['work results/mnist-optimizers', 'work mnist-optimizers --for 55m'],
  run: workOnExperiment,
});

/** What `ablate work` is told. */
interface WorkOptions
  extends Omit<ExecutionOptions, 'failFast' | 'rerun' | 'fresh' | 'isOwner' | 'deadlineMs'> {
  readonly experiment: string;
  readonly resultsDir: string;
  readonly dataDir: string | undefined;
  readonly download: boolean;
  /** Milliseconds. */
  readonly for: number | undefined;
}

/**
 * Takes runs of an experiment that nobody else has, until none is left; returns the exit code. Any
 * number of these may work on one folder.
 */
async function workOnExperiment(options: WorkOptions): Promise<number> {
  const { dataDir, download, quiet } = options;
  const planned = readPlan(options);
  if (planned === undefined) return workExitCodes.wrongPlan;
  const { directory, plan } = planned;
  const sources = resolveDatasetSources({ dataDir, download });
  const execution = await executeStages(plan, undefined, {
    directory,
    sources,
    options: {
      ...options,
      isOwner: false,
      failFast: false,
      rerun: undefined,
      fresh: false,
      deadlineMs: options.for,
    },
  });
  const { failed, open } = countOpen(execution.results);
  if (!quiet) printNote(describeEnd(failed, open, execution.isInterrupted));
  if (open > 0 && execution.isInterrupted) return workExitCodes.comeAgain;
  return failed > 0 || (!execution.isWell && open === 0)
    ? workExitCodes.failed
    : workExitCodes.nothingLeft;
}

/** What was planned, with what has come of it since; undefined where that can't be read. */
function readPlan({ experiment, resultsDir }: WorkOptions) {
  try {
    const directory = findExperiment(experiment, resultsDir);
    return { directory, plan: resumeStages(readResults(directory).plan, directory) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    printError(error);
    return undefined;
  }
}

interface OpenRuns {
  readonly failed: number;
  /** Without an end. */
  readonly open: number;
}

function countOpen(results: readonly RunResult[]): OpenRuns {
  const failed = results.filter(({ status }) => status?.state === 'failed').length;
  const isOver = ({ status }: RunResult): boolean =>
    status !== undefined &&
    (isFinal(status) || status.state === 'failed' || status.state === 'stopped');
  return { failed, open: results.filter((result) => !isOver(result)).length };
}

function describeEnd(failed: number, open: number, isInterrupted: boolean): string {
  const failures = failed === 0 ? '' : `; ${failed} failed`;
  if (open === 0) return `Nothing is left to do${failures}.`;
  const runs = open === 1 ? '1 run is' : `${open} runs are`;
  return isInterrupted
    ? `${runs} left for the next time${failures}.`
    : `${runs} with others${failures}.`;
}
