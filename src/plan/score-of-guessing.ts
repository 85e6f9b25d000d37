import { countClasses } from '../datasets/registry';
import { lossOf } from '../losses/registry';
import type { RunConfig, RunSettings } from './run-config';

/** What a score depends on. */
interface ScoredConfig extends Pick<RunConfig, 'data'> {
  readonly settings: Pick<RunSettings, 'dataset' | 'loss'>;
}

/**
 * What guessing gives of a metric: every class with the same probability. A run that diverged or
 * failed counts as that, so that no trial is better for having lost runs.
 *
 * With K classes the accuracy is 1 / K; the loss is what the loss says of it.
 *
 * @param metric for instance `test/accuracy` or `validation/loss`.
 * @param run its settings, and what was recorded of its data where these are files.
 */
export function scoreOfGuessing(
  metric: string,
  { settings: { dataset, loss }, data }: ScoredConfig,
): number {
  const classCount = data?.facts.classCount ?? countClasses(dataset);
  if (classCount === undefined) throw new Error(`Nobody recorded the classes of ${dataset.name}`);
  if (metric.endsWith('/accuracy')) return 1 / classCount;
  return lossOf(loss).lossOfGuessing(loss, classCount);
}
