import { chooseJobs } from '../../plan/execution-plan';
import { requireTensorflow } from '../../tensorflow/require-tensorflow';
import { availableCores } from '../../util/process/available-cores';
import type { Launcher } from '../launcher';
import type { RunTask } from '../run-task';
import { RunPool } from './run-pool';
import { WorkerCrew } from './worker-crew';

/** Executes tasks on this machine, in processes that stay for the next ones, as many at once as there are cores. */
export const localLauncher: Launcher = {
  check: requireTensorflow,
  open({ jobs, policy, isolate, listener }) {
    const crew = new WorkerCrew({
      limits: policy,
      isolate,
      onReport: ({ config }, report) => listener({ ...report, run: config }),
    });
    return new RunPool({
      jobs: (tasks) => chooseJobs(tasks.length, availableCores(), mostThreads(tasks), jobs),
      policy,
      listener,
      start: (task) => crew.execute(task),
      close: () => crew.close(),
    });
  },
};

function mostThreads(tasks: readonly RunTask[]): number {
  return Math.max(1, ...tasks.map(({ threadUse }) => threadUse.threads));
}
