import type { ExperimentSpec } from '../../spec/experiment-schema';

/** Axes that are tuned for each value of the others: those of `tune`, else all that are sampled. */
export function tunedAxes({ tune, sample }: Pick<ExperimentSpec, 'tune' | 'sample'>): string[] {
  return [...(tune ?? Object.keys(sample?.axes ?? {}))];
}
