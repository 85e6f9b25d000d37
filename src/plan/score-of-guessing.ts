import { countClasses } from '../datasets/registry';
import { lossOf } from '../losses/registry';
import type { RunSettings } from './run-config';

/**
 * What guessing gives of a metric: every class with the same probability. A run that diverged or
 * failed counts as that, so that no trial is better for having lost runs.
 *
 * With K classes the accuracy is 1 / K; the loss is what the loss says of it.
 *
 * @param metric for instance `test/accuracy` or `validation/loss`.
 */
export function scoreOfGuessing(
  metric: string,
  { dataset, loss }: Pick<RunSettings, 'dataset' | 'loss'>,
): number {
  const classCount = countClasses(dataset);
  if (metric.endsWith('/accuracy')) return 1 / classCount;
  return lossOf(loss).lossOfGuessing(loss, classCount);
}
