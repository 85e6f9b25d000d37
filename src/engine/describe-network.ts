import type { NetworkOptions } from '../model/network';
import { countLogits } from '../plan/network/count-logits';
import type { TrainingTask } from './engine';

/** What the network of a task is built from: the same for every engine, so that all start alike. */
export function describeNetwork({ settings, seed, dataset }: TrainingTask): NetworkOptions {
  return {
    model: settings.model,
    inputShape: dataset.inputShape,
    logitCount: countLogits(settings.loss, {
      classCount: dataset.classNames.length,
      targets: dataset.targets,
    }),
    seed,
  };
}
