import { findExperiment } from '../../../analysis/results/find-results';
import { readPlan, readPlannedRuns } from '../../../analysis/results/read-results';
import { resumeStages } from '../../../analysis/stages/resume-stages';
import { collectGrid } from '../../../launch/grid/collect-grid';
import { forgetEnded } from '../../../launch/submit/read-queue';
import { hasResult } from '../../../records/status';
import { commandFor } from '../../../util/process/command-for';
import { answerExperiment, type GridAnswer } from '../../experiments/answer-experiment';
import { noteWaiting } from '../../experiments/note-waiting';
import { defineCommand } from '../../options/define-command';
import { requiredArgument, switchOption } from '../../options/option-kinds';
import { chooseFormat, formatOptions, type OutputFormat } from '../../options/output-format';
import { resultsOptions } from '../../options/results-options';
import { printAnswer, printNote } from '../../output/print';
import { showPath } from '../../output/show-path';

/** `ablate collect EXPERIMENT` */
export const collectCommand = defineCommand({
  arguments: { experiment: requiredArgument('Name or results folder of an experiment') },
  options: {
    ...resultsOptions(),
    ...formatOptions('experiments'),
    'check-claims': switchOption('Exit with 1 unless every claim of the spec is supported'),
    quiet: switchOption('Print only the ranking'),
  },
  run: (options) => collectExperiment({ ...options, format: chooseFormat(options) }),
});

/** What programs get, as from `ablate run`. */
interface CollectAnswer {
  readonly experiments: readonly GridAnswer[];
}

/** What `ablate collect` is told. */
export interface CollectOptions {
  readonly experiment: string;
  readonly resultsDir: string;
  /** `none` for a command that has an answer of its own. */
  readonly format: OutputFormat | 'none';
  readonly checkClaims: boolean;
  readonly quiet: boolean;
}

/** Completes the files of an experiment that workers have executed, and ranks; returns the exit code. */
export async function collectExperiment(options: CollectOptions): Promise<number> {
  const startedMs = performance.now();
  const directory = findExperiment(options.experiment, options.resultsDir);
  const plan = await collectGrid(
    () => resumeStages(readPlan(directory), directory).plan,
    directory,
    options.quiet ? () => {} : noteWaiting,
  );
  forgetEnded(directory);
  const runs = readPlannedRuns(plan, directory);
  const open = runs.filter(({ status }) => !hasResult(status));
  if (open.length > 0 && !options.quiet) {
    const place = commandFor('status', showPath(directory.path));
    printNote(`${open.length} of ${runs.length} runs have no result. How they stand: ${place}`);
    printNote(`To go on: ${commandFor('submit')} SPEC, or ${commandFor('run')} SPEC`);
  }
  const course = { isWell: open.length === 0, isInterrupted: false, startedMs };
  const { code, answer } = answerExperiment({ directory, plan, runs }, options, course);
  if (answer !== undefined) printAnswer<CollectAnswer>('collect', { experiments: [answer] });
  return code;
}
