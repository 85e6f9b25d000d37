import type { SplitName } from '../datasets/dataset';
import type { DatasetFolders, DatasetSources } from '../datasets/dataset-sources';
import type { DatasetSpec } from '../datasets/registry';
import type { RunConfig } from '../plan/run-config';
import type { ModelMetadata } from '../records/model-metadata';

/** A trained model, as another process is told of it. */
export interface InferenceModel {
  readonly config: RunConfig;
  /** Folder of the saved model. */
  readonly folder: string;
  readonly metadata: ModelMetadata;
}

/** What the process that runs models is asked. */
export type InferenceRequest =
  | {
      readonly kind: 'predict';
      readonly model: InferenceModel;
      /** As the data set has them, before any scaling, `[count, ...inputShape]`. */
      readonly inputs: Float32Array;
    }
  | {
      readonly kind: 'evaluate';
      readonly model: InferenceModel;
      readonly dataset: DatasetSpec;
      readonly splits: readonly SplitName[];
      readonly sources: DatasetFolders & Pick<DatasetSources, 'files' | 'download'>;
    };

/** What a model makes of inputs, `[count, outputs]`. */
export interface Predictions {
  readonly outputs: number;
  readonly values: Float32Array;
}

/** How a model does on a data set. */
export interface Evaluation {
  /** Of the data set. */
  readonly checksum: string;
  readonly splits: readonly {
    readonly split: SplitName;
    readonly count: number;
    readonly metrics: Readonly<Record<string, number>>;
  }[];
}

/** What it answers, or why it can't. */
export type InferenceReport =
  | { readonly predictions: Predictions }
  | { readonly evaluation: Evaluation }
  | { readonly error: string; readonly hint: string | undefined };
