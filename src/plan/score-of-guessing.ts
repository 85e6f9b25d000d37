import { countClasses, datasetOf } from '../datasets/registry';
import type { TargetFacts } from '../datasets/targets/targets';
import type { TargetSpread } from '../losses/loss-kind';
import { lossOf } from '../losses/registry';
import type { RunConfig, RunSettings } from './run-config';

/** What a score depends on. */
interface ScoredConfig extends Pick<RunConfig, 'data'> {
  readonly settings: Pick<RunSettings, 'dataset' | 'loss'>;
}

/**
 * What guessing gives of a metric: every class with the same probability, or the mean of the training
 * targets for every example. A run that diverged or failed counts as that, so that no trial is better
 * for having lost runs.
 *
 * With K classes the accuracy is 1 / K. Of numbers `rmse` is their standard deviation, `mae` their mean
 * distance from the mean, and `r2` is 0. The loss is what the loss says of it.
 *
 * @param metric for instance `test/accuracy` or `validation/loss`.
 * @param run its settings, and what was recorded of its data where these are files.
 */
export function scoreOfGuessing(
  metric: string,
  { settings: { dataset, loss }, data }: ScoredConfig,
): number {
  const kind = lossOf(loss);
  const [, measure] = metric.split('/');
  if (kind.labels === 'targets') {
    const targets = data?.facts.targets ?? datasetOf(dataset).targets?.(dataset);
    if (targets === undefined) throw new Error(`Nobody recorded the targets of ${dataset.name}`);
    if (measure === 'r2') return 0;
    if (measure === 'rmse') return meanOf(targets.deviations);
    if (measure === 'mae') return meanOf(targets.absoluteDeviations);
    return kind.lossOfGuessing(loss, spreadOf(targets));
  }
  const classCount = data?.facts.classCount ?? countClasses(dataset);
  if (classCount === undefined) throw new Error(`Nobody recorded the classes of ${dataset.name}`);
  return measure === 'accuracy' ? 1 / classCount : kind.lossOfGuessing(loss, classCount);
}

/** Of targets as the network learns them. */
function spreadOf({ isStandardized, deviations, absoluteDeviations }: TargetFacts): TargetSpread {
  const unit = (target: number): number => (isStandardized ? (deviations[target] ?? 1) : 1);
  return {
    meanSquare: meanOf(deviations.map((deviation, target) => (deviation / unit(target)) ** 2)),
    meanAbsolute: meanOf(absoluteDeviations.map((size, target) => size / unit(target))),
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
