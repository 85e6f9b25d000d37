/** What planning has to know of a data set, without its data. */
export interface DatasetFacts {
  readonly inputShape: readonly number[];
  readonly classCount: number;
  readonly trainCount: number;
  readonly validationCount: number;
  readonly testCount: number;
}
