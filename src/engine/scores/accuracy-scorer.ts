import type { Scorer, Scores } from './scorer';

/** Counts class ids that are right. */
export class AccuracyScorer implements Scorer {
  private count = 0;
  private correct = 0;

  add(predicted: ArrayLike<number>, labels: ArrayLike<number>, count: number): void {
    this.count += count;
    for (let row = 0; row < count; row += 1) {
      if (predicted[row] === labels[row]) this.correct += 1;
    }
  }

  read(): Scores {
    return { accuracy: this.correct / this.count };
  }
}
