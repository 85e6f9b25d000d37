import type { FeatureFacts } from '../../datasets/dataset-facts';
import type { DatasetSpec } from '../../datasets/registry';
import type { ModelMetadata } from '../../records/model-metadata';

/** What a model takes. */
export interface InputDescription {
  /** Shape of one example. */
  readonly inputShape: readonly number[];
  /** How the columns of a table became its inputs, where it was trained on one. */
  readonly features: readonly FeatureFacts[] | undefined;
  /** What it was trained on. */
  readonly dataset: DatasetSpec;
  /** 1 where these were numbers as the network sees them, and no pixels to be scaled. */
  readonly scale: ModelMetadata['scale'];
}
