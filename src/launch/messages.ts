import type { RunConfig } from '../plan/run-config';
import type { RunStatus } from '../records/status';
import type { TrainingProgress } from '../training/train';

/** Where data sets are looked for; the same for every run of an experiment. */
export interface DataSources {
  /** Folder given on the command line. */
  readonly dataDir?: string | undefined;
}

/** What a worker is told. */
export type WorkerRequest =
  | {
      readonly type: 'run';
      readonly config: RunConfig;
      /** Absolute path of `results/<experiment>`. */
      readonly experimentFolder: string;
      readonly sources: DataSources;
      readonly threads: number;
    }
  | { readonly type: 'stop' };

/** What a worker tells. */
export type WorkerReport =
  | { readonly type: 'started'; readonly step: number }
  | { readonly type: 'progress'; readonly progress: TrainingProgress }
  | { readonly type: 'ended'; readonly status: RunStatus };
