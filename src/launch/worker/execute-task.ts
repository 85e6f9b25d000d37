import { claimLease } from '../../leases/lease';
import { requireOwnCode } from '../../own-code/load-own-code';
import { RunDirectory } from '../../records/run-directory';
import type { RunStatus } from '../../records/status';
import { readTensorFlowVersions } from '../../tensorflow/tensorflow-versions';
import { executeRun } from '../../training/execute-run';
import type { TrainingControl } from '../../training/train';
import { RunHeldError } from '../hold-run';
import type { RunTask } from '../run-task';
import { describeEnvironment } from './describe-environment';
import type { WorkerReport } from './messages';
import type { WorkerStore } from './worker-store';

/** How a task is watched and ended. */
export interface TaskControl {
  /** Hears that it has started, and how far it is. */
  report(message: Extract<WorkerReport, { type: 'started' | 'progress' }>): void;
  /** Whether it is to end with a checkpoint. */
  shouldStop(): boolean;
}

/** Progress is reported at most this often. */
const progressIntervalMs = 100;

/**
 * Executes a task in this process, which holds the run's folder meanwhile.
 *
 * @param store what stays here from one task to the next.
 * @returns how the run ended.
 * @throws RunHeldError where another process has the run; LeaseLostError where another took it over.
 * @throws UserError where the data can't be had, or the disk refuses.
 */
export async function executeTask(
  task: RunTask,
  store: WorkerStore,
  control: TaskControl,
): Promise<RunStatus> {
  const directory = new RunDirectory(task.runFolder);
  const attempt = claimLease(directory.leaseFile, store.watch);
  if (!attempt.ok) throw new RunHeldError(directory, attempt);
  const { lease } = attempt;
  try {
    const confirmHold = (): void => lease.confirm();
    return await train(task, directory, store, { ...control, confirmHold });
  } finally {
    lease.release();
  }
}

async function train(
  task: RunTask,
  directory: RunDirectory,
  store: WorkerStore,
  { report, shouldStop, confirmHold }: TaskControl & Pick<TrainingControl, 'confirmHold'>,
): Promise<RunStatus> {
  const { config, sources, threadUse, git } = task;
  const { dataset: datasetSpec, engine } = config.settings;
  requireOwnCode(config.code);
  const where = { ...sources, ...(config.data && { files: config.data.files }), download: true };
  const dataset = await store.datasets.load(datasetSpec, config.seed, where);
  let lastReportMs = 0;
  return executeRun(config, {
    directory,
    dataset,
    hyperparameters: task.hyperparameters,
    keepCheckpoints: task.keepCheckpoints,
    pauseStep: task.pauseStep,
    engine: store.engineOf(engine),
    environment: {
      ...describeEnvironment(git, threadUse.threads),
      ...readTensorFlowVersions(),
      engine,
      dataset: { name: dataset.name, checksum: dataset.checksum },
    },
    // Into the log of the run, which stays whatever becomes of this process and its parent.
    onDamage: (warnings) => process.stderr.write(`${warnings.join('\n')}\n`),
    onStart: (step, warnings) => report({ type: 'started', step, warnings }),
    control: {
      onProgress(progress) {
        const now = performance.now();
        if (now - lastReportMs < progressIntervalMs) return;
        lastReportMs = now;
        report({ type: 'progress', progress });
      },
      shouldStop,
      confirmHold,
    },
  });
}
