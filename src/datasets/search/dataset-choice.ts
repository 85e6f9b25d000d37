import type { DatasetFacts } from '../dataset-facts';
import type { DatasetSpec } from '../registry';

/** One data set, or several of which the first that can be had is taken. */
export type DatasetCandidates = DatasetSpec | readonly DatasetSpec[];

/** The data set that is used, and what is known of it. */
export interface ChosenDataset {
  readonly dataset: DatasetSpec;
  readonly facts: DatasetFacts;
  /** Where the user's files of it lie, by SHA-256; absent or empty where it has none. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Why there are no data: a problem of the setting `dataset`, or of one below that. */
export interface DatasetRefusal {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly hint?: string | undefined;
}

/** What was found of some candidates; `undefined` where nobody looked. */
export type DatasetChoice = ChosenDataset | DatasetRefusal | undefined;
