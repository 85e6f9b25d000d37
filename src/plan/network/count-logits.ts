import { type LossSpec, lossOf } from '../../losses/registry';
import type { OutputFacts } from './step-facts';

/** Units of the logits layer: what the loss takes for the classes, or one for each target. */
export function countLogits(
  loss: LossSpec,
  { classCount, targets }: Omit<OutputFacts, 'inputShape'>,
): number {
  const kind = lossOf(loss);
  if (targets !== undefined) return targets.names.length;
  return kind.labels === 'classes' ? kind.countLogits(classCount) : 1;
}
