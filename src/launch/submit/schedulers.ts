import { kubernetesScheduler } from '../kubernetes/kubernetes-scheduler';
import { slurmScheduler } from '../slurm/slurm-scheduler';
import type { Scheduler } from './scheduler';

/** Every scheduler that workers can be submitted to, by the name that `--to` takes. */
export const schedulers = {
  slurm: slurmScheduler,
  kubernetes: kubernetesScheduler,
} as const satisfies Readonly<Record<string, Scheduler>>;

/** The name of a scheduler. */
export type SchedulerName = keyof typeof schedulers;

/** The names of all schedulers. */
export const schedulerNames: readonly [SchedulerName, ...SchedulerName[]] = ['slurm', 'kubernetes'];

/** The scheduler of that name; undefined where this version knows none. */
export function findScheduler(name: string): Scheduler | undefined {
  const known = schedulerNames.find((one) => one === name);
  return known === undefined ? undefined : schedulers[known];
}
