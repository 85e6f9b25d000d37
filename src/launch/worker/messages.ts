import type { DatasetFolders } from '../../datasets/dataset-sources';
import type { RunConfig } from '../../plan/run-config';
import type { RunStatus } from '../../records/status';
import type { HyperparameterValue } from '../../records/summaries/hyperparameter-columns';
import type { Environment } from '../../training/environment';
import type { TrainingProgress } from '../../training/train';

/** What a worker needs to know to train one run. */
export interface WorkerTask {
  readonly config: RunConfig;
  /** Absolute path of the run's folder. */
  readonly runFolder: string;
  readonly sources: DatasetFolders;
  readonly keepCheckpoints: number;
  /** The step behind which the run pauses; absent where it trains to its end. */
  readonly pauseStep?: number | undefined;
  /** What TensorBoard's HParams table shows of the run. */
  readonly hyperparameters: Readonly<Record<string, HyperparameterValue>>;
  /** What is known of the machine before TensorFlow is loaded. */
  readonly environment: Environment;
}

/** What a worker is told. */
export type WorkerRequest =
  | { readonly type: 'run'; readonly task: WorkerTask }
  /** End with a checkpoint as soon as possible. */
  | { readonly type: 'stop' };

/** What a worker tells. */
export type WorkerReport =
  /** Training begins behind `step`. */
  | { readonly type: 'started'; readonly step: number; readonly warnings: readonly string[] }
  | { readonly type: 'progress'; readonly progress: TrainingProgress }
  | { readonly type: 'ended'; readonly status: RunStatus }
  | {
      readonly type: 'failed';
      readonly error: string;
      /** Whether the error says all there is to know, so that the log adds nothing. */
      readonly isExpected: boolean;
    };
