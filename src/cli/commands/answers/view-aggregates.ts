import { max, min } from 'simple-statistics';
import { fewestSeeds } from '../../../analysis/aggregates/aggregate-trial';
import {
  type AggregateCoverage,
  AggregateWriter,
} from '../../../analysis/aggregates/aggregate-writer';
import { readPlan } from '../../../analysis/results/read-results';
import type { ExperimentDirectory } from '../../../records/experiment-directory';
import { UserError } from '../../../util/user-error';
import { printNote } from '../../output/print';

/** TensorBoard itself looks for news as often. */
const refreshEveryMs = 5000;

const mostNames = 8;

/**
 * Writes the mean of each trial over its seeds, says what it is of, and keeps it up to date until
 * the signal; returns the logdir.
 *
 * @throws UserError where no trial has more than one seed.
 */
export function keepAggregates(directory: ExperimentDirectory, signal: AbortSignal): string {
  const plan = readPlan(directory);
  if (plan.seeds.length < fewestSeeds) {
    throw new UserError(`${plan.experiment} has one seed, so there is nothing to average`, {
      hint: 'Give it more with `seeds: 3` and run it again; runs that are there stay.',
    });
  }
  const writer = new AggregateWriter(directory);
  printNote(describeCoverage(writer.refresh()));
  const timer = setInterval(() => {
    try {
      writer.refresh();
    } catch (error) {
      // What was shown stays; a disk that was full for a while may have room again.
      if (!(error instanceof UserError)) throw error;
    }
  }, refreshEveryMs);
  timer.unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  return directory.aggregates;
}

/** What the lines are means of, and whose runs are missing in them. */
function describeCoverage({ trialCount, aggregated, leftOut }: AggregateCoverage): string {
  if (aggregated.size === 0) {
    return 'No trial has runs of two seeds yet; each appears as soon as it has.';
  }
  const counts = [...aggregated.values()].map((seeds) => seeds.length);
  const [fewest, most] = [min(counts), max(counts)];
  const seeds = fewest === most ? `${most}` : `${fewest} to ${most}`;
  const trials =
    counts.length === trialCount ? `${trialCount}` : `${counts.length} of ${trialCount}`;
  const shown = `Means over ${seeds} seeds of ${trials} ${trialCount === 1 ? 'trial' : 'trials'}.`;
  if (leftOut.length === 0) return shown;
  const names = leftOut.map(({ config, status }) => `${config.runId} (${status.state})`);
  const named = `${names.slice(0, mostNames).join(', ')}${names.length > mostNames ? ', ...' : ''}`;
  return `${shown} Left out: ${named}.`;
}
