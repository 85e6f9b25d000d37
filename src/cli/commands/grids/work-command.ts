import { findExperiment } from '../../../analysis/results/find-results';
import { readPlan } from '../../../analysis/results/read-results';
import { resumeStages } from '../../../analysis/stages/resume-stages';
import { resolveDatasetSources } from '../../../datasets/dataset-sources';
import type { RunResult } from '../../../launch/grid/launch-grid';
import { workExitCodes } from '../../../launch/submit/work-exit-codes';
import { hasResult } from '../../../records/status';
import { UserError } from '../../../util/user-error';
import { type ExecutionOptions, executeStages } from '../../experiments/execute-stages';
import { defineCommand } from '../../options/define-command';
import { durationOption } from '../../options/duration-option';
import { endOptions, progressOptions, startOptions } from '../../options/execution-options';
import { requiredArgument, switchOption } from '../../options/option-kinds';
import { chooseFormat, formatOptions, type OutputFormat } from '../../options/output-format';
import { resultsOptions } from '../../options/results-options';
import { dataOptions, downloadOption } from '../../options/spec-options';
import { printAnswer, printError, printNote } from '../../output/print';
import { collectExperiment } from './collect-command';

/** `ablate work EXPERIMENT` */
export const workCommand = defineCommand({
  arguments: {
    experiment: requiredArgument('Name or results folder of an experiment that is planned'),
  },
  options: {
    for: durationOption('Stop with checkpoints after this time: 55m, 1h30m (default: never)'),
    ...resultsOptions(),
    ...formatOptions('experiment, failed, open, isInterrupted'),
    ...dataOptions,
    download: downloadOption,
    ...startOptions,
    ...endOptions,
    collect: switchOption('Collect the results, as ablate collect does, where nothing is left'),
    ...progressOptions,
    quiet: switchOption('Print only what goes wrong'),
  },
  examples: ['work results/mnist-optimizers', 'work mnist-optimizers --for 55m'],
  run: (options) => workOnExperiment({ ...options, format: chooseFormat(options) }),
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
  readonly collect: boolean;
  readonly format: OutputFormat;
}

/** What programs get: how it stands when this worker ends. */
interface WorkAnswer extends OpenRuns {
  readonly experiment: string;
  readonly isInterrupted: boolean;
}

/**
 * Takes runs of an experiment that nobody else has, until none is left; returns the exit code. Any
 * number of these may work on one folder.
 */
async function workOnExperiment(options: WorkOptions): Promise<number> {
  const { dataDir, download, quiet } = options;
  const planned = readReachedPlan(options);
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
  if (options.format === 'json') {
    const { isInterrupted } = execution;
    printAnswer<WorkAnswer>('work', { experiment: plan.experiment, failed, open, isInterrupted });
  }
  if (!quiet) printNote(describeEnd(failed, open, execution.isInterrupted));
  if (options.collect && open === 0) await collect(directory.path, options);
  if (open > 0 && execution.isInterrupted) return workExitCodes.comeAgain;
  return failed > 0 || (!execution.isWell && open === 0)
    ? workExitCodes.failed
    : workExitCodes.nothingLeft;
}

/** Whoever has the experiment instead, another worker that ends or who planned it, collects too. */
async function collect(experiment: string, { resultsDir, ...options }: WorkOptions): Promise<void> {
  try {
    const format = options.format === 'json' ? 'none' : 'table';
    await collectExperiment({ checkClaims: false, quiet: true, format, experiment, resultsDir });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    printNote(`Not collected: ${error.describe()}`);
  }
}

/** What was planned, with what has come of it since; undefined where that can't be read. */
function readReachedPlan({ experiment, resultsDir }: WorkOptions) {
  try {
    const directory = findExperiment(experiment, resultsDir);
    return { directory, plan: resumeStages(readPlan(directory), directory).plan };
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
    status !== undefined && (hasResult(status) || status.state === 'failed');
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
