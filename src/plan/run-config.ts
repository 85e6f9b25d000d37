import type { Augmentation } from '../datasets/augmentation/augment-schema';
import type { DatasetFacts } from '../datasets/dataset-facts';
import type { DatasetSpec } from '../datasets/registry';
import type { LossSpec } from '../losses/registry';
import type { OptimizerSpec } from '../optimizers/registry';
import type { ScheduleSpec } from '../schedules/registry';
import type {
  EarlyStoppingSpec,
  EngineName,
  EvaluatedSplit,
  SummaryKind,
} from '../spec/experiment-schema';
import type { EvaluatedMetric } from '../spec/metric-names';
import type { ModelSpec } from '../spec/model-schema';

/** A value of an axis, as the spec writes it. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** When a run ends before its last step, and by which metric. */
export type EarlyStoppingSettings = EarlyStoppingSpec & { readonly metric: EvaluatedMetric };

/** Everything that decides the numbers of a run: resolved, with all durations in steps. */
export interface RunSettings {
  readonly dataset: DatasetSpec;
  /** How training images are changed, where they are. */
  readonly augment?: Augmentation;
  readonly model: ModelSpec;
  /** What weights start from that are not drawn: the model of a run by its contents. */
  readonly init?: { readonly from: string; readonly layers?: readonly string[] | undefined };
  readonly loss: LossSpec;
  readonly optimizer: OptimizerSpec;
  readonly schedule: ScheduleSpec;
  readonly steps: number;
  /** Examples per step; for `full`, the number of training examples. */
  readonly batchSize: number;
  readonly stepsPerEpoch: number;
  readonly logEvery: number;
  readonly evaluateEvery: number;
  readonly checkpointEvery: number;
  /** Splits that are measured at every evaluation, those without examples left out. */
  readonly evaluate: readonly EvaluatedSplit[];
  readonly summaries: readonly SummaryKind[];
  readonly engine: EngineName;
  /** TensorFlow threads that the run may use, where it is not the default. */
  readonly threads?: number;
  /** What products are computed in, where it is not float32. */
  readonly precision?: 'bfloat16';
  readonly earlyStopping?: EarlyStoppingSettings;
}

/**
 * The files that a run reads. Their contents are part of its settings; where they lie is not, so that
 * moving them makes no other run of it.
 */
export interface RunData {
  /** Absolute paths by SHA-256. */
  readonly files: Readonly<Record<string, string>>;
  readonly facts: DatasetFacts;
}

/** One run, fully resolved: one trial with one seed. Plain JSON. */
export interface RunConfig {
  readonly experiment: string;
  /** Readable name of the trial, unique in the experiment and safe in a path. */
  readonly trial: string;
  /** `<trial>-s<seed>`: the name of the run and of its folder. */
  readonly runId: string;
  readonly seed: number;
  /** What the axes set in this trial, by the path of the setting. */
  readonly axisValues: Readonly<Record<string, JsonValue>>;
  readonly settings: RunSettings;
  /** What was found of its data, where these are files of the user. */
  readonly data?: RunData;
  /** Absolute path of the saved model that its weights start from. */
  readonly initialModel?: string;
  /** Absolute paths of own code, by the names that settings call its kinds by. */
  readonly code?: Readonly<Record<string, string>>;
  /** SHA-256 of seed and settings: runs with equal hashes give equal numbers. */
  readonly configHash: string;
}
