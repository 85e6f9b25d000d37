import type { ExperimentResults } from '../analysis/results/read-results';
import { commandFor } from '../util/process/command-for';
import { printNote } from './output/print';

/** Says where there is nothing to compare or to report yet. */
export function noteMissingResults({ plan, runs }: ExperimentResults, experiment: string): void {
  const isThere = runs.some(({ status }) =>
    ['completed', 'diverged', 'failed'].includes(status.state),
  );
  if (isThere) return;
  printNote(
    `No run of ${plan.experiment} has a result yet. How they stand: ${commandFor('status', experiment)}`,
  );
}
