import type { DatasetFolders } from '../datasets/dataset-sources';
import type { RunConfig } from '../plan/run-config';
import type { RunDirectory } from '../records/run-directory';
import { requireTensorflow } from '../tensorflow/require-tensorflow';
import { describeCheckout } from './describe-checkout';
import { defaultFailurePolicy } from './failure-policy';
import { RunHeldError } from './hold-run';
import type { LaunchListener } from './launch-events';
import type { TaskResult } from './launcher';
import { WorkerCrew } from './local/worker-crew';

/** What a run is repeated with. */
export interface RunRepetition {
  /** An empty folder. */
  readonly directory: RunDirectory;
  readonly sources: DatasetFolders;
  /** TensorFlow threads; the numbers of a run hold for the number it had. */
  readonly threads: number;
  readonly listener: LaunchListener;
}

/** A repetition under way. */
export interface RepetitionLaunch {
  /** How it ended; settles when its process is gone. */
  readonly ended: Promise<TaskResult>;
  /** Ends it at once. */
  kill(): void;
}

/** Runs one run again from its first step, in a folder and a process of its own; throws a UserError where TensorFlow is missing or damaged. */
export function repeatRun(config: RunConfig, repetition: RunRepetition): RepetitionLaunch {
  const { directory, sources, threads, listener } = repetition;
  requireTensorflow();
  const task = {
    config,
    runFolder: directory.path,
    sources,
    keepCheckpoints: 1,
    hyperparameters: {},
    // Kernels beside each other change no number.
    threadUse: { threads, kernelsAtOnce: 1 },
    git: describeCheckout(),
  };
  const crew = new WorkerCrew({
    limits: defaultFailurePolicy,
    isolate: true,
    onReport: (_, report) => listener({ ...report, run: config }),
  });
  const execution = crew.execute(task);
  const follow = async (): Promise<TaskResult> => {
    const end = await execution.ended;
    await crew.close();
    if ('heldBy' in end) throw new RunHeldError(directory, end.heldBy);
    listener({ type: 'ended', run: config, ...end });
    return end;
  };
  return { ended: follow(), kill: () => execution.kill() };
}
