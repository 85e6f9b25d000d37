import { findExperiment } from '../../../analysis/results/find-results';
import { isLeft, readQueue } from '../../../launch/submit/read-queue';
import { findScheduler } from '../../../launch/submit/schedulers';
import { UserError } from '../../../util/user-error';
import { exitCodes } from '../../exit-codes';
import { defineCommand } from '../../options/define-command';
import { requiredArgument } from '../../options/option-kinds';
import { chooseFormat, formatOptions, type OutputFormat } from '../../options/output-format';
import { resultsOptions } from '../../options/results-options';
import { print, printAnswer, printNote } from '../../output/print';

/** `ablate cancel EXPERIMENT` */
export const cancelCommand = defineCommand({
  arguments: { experiment: requiredArgument('Name or results folder of an experiment') },
  options: { ...resultsOptions(), ...formatOptions('experiment, cancelled') },
  run: ({ experiment, resultsDir, ...options }) =>
    cancelExperiment(experiment, resultsDir, chooseFormat(options)),
});

/** What programs get. */
interface CancelAnswer {
  readonly experiment: string;
  readonly cancelled: readonly { readonly to: string; readonly job: string }[];
}

/**
 * Ends what was submitted of an experiment; returns the exit code.
 *
 * @throws UserError where a scheduler refuses or can't be asked.
 */
export function cancelExperiment(
  experiment: string,
  resultsDir: string,
  format: OutputFormat = 'table',
): number {
  const directory = findExperiment(experiment, resultsDir);
  const queue = readQueue(directory);
  const left = queue.filter(isLeft);
  if (left.length === 0) {
    printNote(`Nothing that was submitted of ${experiment} is left.`);
  }
  for (const { submission, fault } of left) {
    const scheduler = findScheduler(submission.to);
    if (scheduler === undefined) throw new UserError(fault ?? submission.to);
    scheduler.cancel(submission);
    const done = `Cancelled ${scheduler.title} job ${submission.job}; its runs end with checkpoints.`;
    if (format === 'json') printNote(done);
    else print(done);
  }
  if (format === 'json') {
    const cancelled = left.map(({ submission: { to, job } }) => ({ to, job }));
    printAnswer<CancelAnswer>('cancel', { experiment, cancelled });
  }
  return exitCodes.ok;
}
