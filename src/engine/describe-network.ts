import { lossOf } from '../losses/registry';
import type { NetworkOptions } from '../model/network';
import type { TrainingTask } from './engine';

/** What the network of a task is built from: the same for every engine, so that all start alike. */
export function describeNetwork({ settings, seed, dataset }: TrainingTask): NetworkOptions {
  return {
    model: settings.model,
    inputShape: dataset.inputShape,
    logitCount: lossOf(settings.loss).countLogits(dataset.classNames.length),
    seed,
  };
}
