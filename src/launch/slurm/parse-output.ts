import type { QueuedWorker } from '../submit/scheduler';

/**
 * The job in what `sbatch --parsable` printed, `12` or `12;cluster`; undefined where there is none.
 * Sites have sbatch print words of their own before it.
 */
export function findJobId(
  output: string,
): { readonly job: string; readonly cluster?: string } | undefined {
  const [, job, cluster] = [...output.matchAll(/^(\d+)(?:;(\S+))?\s*$/gm)].at(-1) ?? [];
  if (job === undefined) return undefined;
  return cluster === undefined ? { job } : { job, cluster };
}

/** How many tasks an array may have, in what `scontrol show config` printed: numbers go from 0. */
export function findLargestArray(config: string): number | undefined {
  const [, size] = /^MaxArraySize\s*=\s*(\d+)/m.exec(config) ?? [];
  return size === undefined || Number(size) < 1 ? undefined : Number(size);
}

/** What `squeue` is to print of a task: its name, its state, its nodes, and why it waits. */
export const queueFormat = '%i|%T|%N|%r';

/** The tasks in what `squeue` printed in that format; other lines are passed over. */
export function parseQueue(output: string): QueuedWorker[] {
  return output.split('\n').flatMap((line) => {
    const [job, state, place = '', reason = ''] = line.trim().split('|');
    if (job === undefined || state === undefined || !/^\d+(_\d+)?$/.test(job)) return [];
    return [{ job, state: state.toLowerCase(), place, reason: reason === 'None' ? '' : reason }];
  });
}
