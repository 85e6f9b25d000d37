/** Values of several trials over the seeds that all of them have, one row per trial. */
export interface SeedTable {
  readonly trialCount: number;
  readonly seedCount: number;
  /** [trial, seed], row by row. */
  readonly values: Float64Array;
}

/** Makes a table of trials over their common seeds. */
export function tabulateSeeds(trials: readonly ReadonlyMap<number, number>[]): SeedTable {
  const [first = new Map<number, number>(), ...others] = trials;
  const seeds = [...first.keys()].filter((seed) => others.every((trial) => trial.has(seed)));
  const values = trials.flatMap((trial) => seeds.map((seed) => trial.get(seed) ?? Number.NaN));
  return {
    trialCount: trials.length,
    seedCount: seeds.length,
    values: Float64Array.from(values),
  };
}

/** What seeds and trials together say of each trial. */
export interface TrialMoments {
  /** [trial] */
  readonly means: Float64Array;
  /** Squared standard errors of the means, [trial]. */
  readonly errors: Float64Array;
}

/**
 * Means of trials, and their squared standard errors without what each seed does to all trials: from
 * the residuals of an additive model of trial and seed. With few seeds a trial's own variance says
 * little, so that the mean variance of all counts as one degree of freedom beside its n - 1
 * (moderated, as in Smyth, Linear Models and Empirical Bayes Methods, 2004).
 *
 * @param residuals overwritten with the residuals, [trial, seed]; may be the values themselves.
 */
export function measureTrials(
  { trialCount, seedCount, values }: SeedTable,
  residuals: Float64Array = new Float64Array(values.length),
): TrialMoments {
  const means = new Float64Array(trialCount);
  const effects = new Float64Array(seedCount);
  for (let trial = 0; trial < trialCount; trial += 1) {
    let sum = 0;
    for (let seed = 0; seed < seedCount; seed += 1) sum += at(values, trial * seedCount + seed);
    means[trial] = sum / seedCount;
    for (let seed = 0; seed < seedCount; seed += 1) {
      effects[seed] =
        at(effects, seed) + (at(values, trial * seedCount + seed) - sum / seedCount) / trialCount;
    }
  }
  const errors = new Float64Array(trialCount);
  let pooled = 0;
  for (let trial = 0; trial < trialCount; trial += 1) {
    let squares = 0;
    for (let seed = 0; seed < seedCount; seed += 1) {
      const place = trial * seedCount + seed;
      const residual = at(values, place) - at(means, trial) - at(effects, seed);
      residuals[place] = residual;
      squares += residual * residual;
    }
    const variance = ((squares / (seedCount - 1)) * trialCount) / (trialCount - 1);
    errors[trial] = variance;
    pooled += variance / trialCount;
  }
  for (let trial = 0; trial < trialCount; trial += 1) {
    errors[trial] = ((seedCount - 1) * at(errors, trial) + pooled) / seedCount / seedCount;
  }
  return { means, errors };
}

function at(values: Float64Array, index: number): number {
  return values[index] as number;
}
