import { chooseJobs } from '../../plan/execution-plan';
import { requireTensorflow } from '../../tensorflow/require-tensorflow';
import { availableCores } from '../../util/process/available-cores';
import type { Launcher } from '../launcher';
import type { RunTask } from '../run-task';
import { RunPool } from './run-pool';
import { startRunProcess } from './run-process';

/** Executes tasks on this machine, each in a process of its own, as many at once as there are cores. */
export const localLauncher: Launcher = {
  check: requireTensorflow,
  open: ({ jobs, policy, listener }) =>
    new RunPool({
      jobs: (tasks) => chooseJobs(tasks.length, availableCores(), mostThreads(tasks), jobs),
      policy,
      listener,
      start: (task) =>
        startRunProcess(task, (report) => listener({ ...report, run: task.config }), policy),
    }),
};

function mostThreads(tasks: readonly RunTask[]): number {
  return Math.max(1, ...tasks.map(({ threadUse }) => threadUse.threads));
}
