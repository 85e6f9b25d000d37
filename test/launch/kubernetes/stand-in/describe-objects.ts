import type { JobController } from './job-controller';
import type { Pod } from './pod';

/** A job as `kubectl get --output json` prints it. */
export function describeJob({ job, completed, failed, isOver }: JobController): unknown {
  const type = failed.size > 0 ? 'Failed' : 'Complete';
  return {
    ...job,
    status: {
      completedIndexes: [...completed].sort((a, b) => a - b).join(','),
      ...(failed.size === 0 ? {} : { failedIndexes: [...failed].sort((a, b) => a - b).join(',') }),
      ...(isOver ? { conditions: [{ type, status: 'True' }] } : {}),
    },
  };
}

/** A pod likewise. */
export function describePod(pod: Pod, { job }: JobController): unknown {
  const index = 'batch.kubernetes.io/job-completion-index';
  const { exitCode } = pod;
  const phase = exitCode === undefined ? 'Running' : exitCode === 0 ? 'Succeeded' : 'Failed';
  const state = exitCode === undefined ? { running: {} } : { terminated: { exitCode } };
  return {
    kind: 'Pod',
    metadata: {
      name: pod.name,
      labels: { ...job.spec?.template.metadata?.labels, [index]: String(pod.index) },
      creationTimestamp: pod.createdAt,
      ...(pod.isEnding ? { deletionTimestamp: pod.createdAt } : {}),
    },
    spec: { nodeName: pod.node },
    status: { phase, containerStatuses: [{ name: 'worker', state }] },
  };
}
