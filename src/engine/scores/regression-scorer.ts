import type { Scorer, Scores } from './scorer';

/**
 * Scores numbers in the units of their targets. With several targets each score is the mean of theirs,
 * as scikit-learn's `mean_absolute_error`, `root_mean_squared_error` and `r2_score` have it.
 */
export class RegressionScorer implements Scorer {
  private readonly sums: readonly TargetSums[];

  /** @param deviations units of each target that are 1 as the network learns it. */
  constructor(deviations: readonly number[]) {
    this.sums = deviations.map((deviation) => new TargetSums(deviation));
  }

  add(predicted: ArrayLike<number>, labels: ArrayLike<number>, count: number): void {
    const width = this.sums.length;
    for (const [target, sums] of this.sums.entries()) {
      for (let at = target; at < count * width; at += width) {
        sums.add(predicted[at] as number, labels[at] as number);
      }
    }
  }

  read(): Scores {
    const meanOf = (read: (sums: TargetSums) => number): number =>
      this.sums.reduce((sum, target) => sum + read(target), 0) / this.sums.length;
    return {
      mae: meanOf((sums) => sums.mae),
      rmse: meanOf((sums) => sums.rmse),
      r2: meanOf((sums) => sums.r2),
    };
  }
}

/** Sums over the examples of one target, as the network learns it. */
class TargetSums {
  private count = 0;
  private absolute = 0;
  private squares = 0;
  private labelMean = 0;
  /** Squared distances of labels from their mean, by Welford's update (1962). */
  private labelSquares = 0;

  constructor(private readonly deviation: number) {}

  add(predicted: number, label: number): void {
    const error = predicted - label;
    this.count += 1;
    this.absolute += Math.abs(error);
    this.squares += error * error;
    const distance = label - this.labelMean;
    this.labelMean += distance / this.count;
    this.labelSquares += distance * (label - this.labelMean);
  }

  get mae(): number {
    return (this.absolute / this.count) * this.deviation;
  }

  get rmse(): number {
    return Math.sqrt(this.squares / this.count) * this.deviation;
  }

  /** 1 - squares of errors / squares of distances from the mean; of equal labels 1 or 0. */
  get r2(): number {
    if (this.labelSquares > 0) return 1 - this.squares / this.labelSquares;
    return this.squares > 0 ? 0 : 1;
  }
}
