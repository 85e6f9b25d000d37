import type { TargetFacts, Targets } from './targets';

/** The spread of one target. */
interface Spread {
  readonly mean: number;
  readonly deviation: number;
  readonly absoluteDeviation: number;
}

/**
 * How a network is to learn targets: with mean 0 and deviation 1 among the training examples, or as
 * they are. A target that is always the same has only its mean taken off.
 *
 * @param labels of the training split, `[count, targets]`.
 */
export function learnTargets(
  labels: ArrayLike<number>,
  names: readonly string[],
  standardize: boolean,
): Targets {
  const spreads = measureSpreads(labels, names.length);
  return {
    names,
    means: spreads.map(({ mean }) => (standardize ? mean : 0)),
    deviations: spreads.map(({ deviation }) => (standardize && deviation > 0 ? deviation : 1)),
  };
}

/**
 * What planning has to know of targets.
 *
 * @param labels of the training split, `[count, targets]`.
 */
export function describeTargets(
  labels: ArrayLike<number>,
  names: readonly string[],
  isStandardized: boolean,
): TargetFacts {
  const spreads = measureSpreads(labels, names.length);
  return {
    names,
    isStandardized,
    deviations: spreads.map(({ deviation }) => deviation),
    absoluteDeviations: spreads.map(({ absoluteDeviation }) => absoluteDeviation),
  };
}

function measureSpreads(labels: ArrayLike<number>, width: number): Spread[] {
  const count = labels.length / width;
  return Array.from({ length: width }, (_, target) => {
    const meanOf = (read: (label: number) => number): number => {
      let sum = 0;
      for (let at = target; at < labels.length; at += width) sum += read(labels[at] as number);
      return sum / count;
    };
    const mean = meanOf((label) => label);
    return {
      mean,
      deviation: Math.sqrt(meanOf((label) => (label - mean) ** 2)),
      absoluteDeviation: meanOf((label) => Math.abs(label - mean)),
    };
  });
}
