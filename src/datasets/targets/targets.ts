/** How the numbers that a network is to predict are taken, where data have these in place of classes. */
export interface Targets {
  /** What they are called, in their order. */
  readonly names: readonly string[];
  /**
   * The network learns `(target - mean) / deviation` of each, and all that is told of a target but the
   * loss is told in its own units. 0 and 1 where targets are learnt as they are.
   */
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

/** What planning has to know of targets, without the data. */
export interface TargetFacts {
  readonly names: readonly string[];
  /** Whether the network learns them with mean 0 and standard deviation 1. */
  readonly isStandardized: boolean;
  /** Standard deviation of each among the training targets. */
  readonly deviations: readonly number[];
  /** Mean distance of each from its mean. */
  readonly absoluteDeviations: readonly number[];
}

/** Targets in their own units from what a network predicts, `[count, targets]`. */
export function restoreTargets(
  predictions: Float32Array,
  { means, deviations }: Targets,
): Float32Array {
  const width = means.length;
  return predictions.map(
    (value, at) => value * (deviations[at % width] as number) + (means[at % width] as number),
  );
}
