import { countClasses } from '../datasets/registry';
import type { RunSettings } from './run-config';

/**
 * What guessing gives of a metric: every class with the same probability. A run that diverged or
 * failed counts as that, so that no trial is better for having lost runs.
 *
 * With K classes the accuracy is 1 / K. The loss is ln K; a mean over all entries of the one-hot
 * labels is a K-th of that. Binary cross-entropy gives ln 2.
 *
 * @param metric for instance `test/accuracy` or `validation/loss`.
 */
export function scoreOfGuessing(
  metric: string,
  { dataset, loss }: Pick<RunSettings, 'dataset' | 'loss'>,
): number {
  const classCount = countClasses(dataset);
  if (metric.endsWith('/accuracy')) return 1 / classCount;
  switch (loss.type) {
    case 'softmaxCrossEntropy':
      return loss.reduction === 'mean' ? Math.log(classCount) : Math.log(classCount) / classCount;
    case 'binaryCrossEntropy':
      return Math.LN2;
  }
}
