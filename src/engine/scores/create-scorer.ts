import type { Dataset } from '../../datasets/dataset';
import { AccuracyScorer } from './accuracy-scorer';
import { RegressionScorer } from './regression-scorer';
import type { Scorer } from './scorer';

/** Scores what a network that learns from a data set predicts. */
export function createScorer({ targets }: Pick<Dataset, 'targets'>): Scorer {
  return targets === undefined ? new AccuracyScorer() : new RegressionScorer(targets.deviations);
}
