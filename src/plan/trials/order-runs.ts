import type { RunOrder } from '../../spec/experiment-schema';
import type { RunConfig } from '../run-config';

/**
 * Runs in the order in which they are to be trained. `balanced` takes the smallest seed of every
 * trial, then the next, and so on: wherever a grid stops, the trials stand on equally many seeds.
 *
 * @param runs in the order of the plan.
 */
export function orderRuns<Run extends { readonly run: RunConfig }>(
  runs: readonly Run[],
  order: RunOrder,
): Run[] {
  switch (order) {
    case 'listed':
      return [...runs];
    case 'balanced':
      return runs.toSorted((a, b) => a.run.seed - b.run.seed);
  }
}
