import type { DatasetSpec } from '../../datasets/registry';
import type { ModelMetadata } from '../../records/model-metadata';

/** What inputs of a model have to be like: the data that it was trained on. */
export interface TrainingData {
  readonly dataset: DatasetSpec;
  /** 1 where these were numbers as the network sees them, and no pixels to be scaled. */
  readonly scale: ModelMetadata['scale'];
}
