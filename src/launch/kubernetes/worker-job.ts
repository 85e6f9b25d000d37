import type { Job, PodFailurePolicyRule } from 'kubernetes-types/batch/v1';
import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import type { ContainerRequest, WorkerRequest } from '../submit/scheduler';
import { workExitCodes } from '../submit/work-exit-codes';

/** What a job is made of. */
export interface JobRequest
  extends Pick<WorkerRequest, 'workers' | 'timeMs' | 'cpus' | 'work' | 'environment'> {
  /** Of the job. */
  readonly name: string;
  readonly container: ContainerRequest;
  /** Whom files are to belong to; undefined for the image's user. */
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
}

/** By this label the job and its pods are found in one question. */
export const jobLabel = 'app.kubernetes.io/instance';

/** Time for checkpoints behind SIGTERM; a drive that many share takes its time. */
const graceSeconds = 180;
/** Of a short time no more than this share is kept back for them. */
const largestShare = 1 / 4;
/** So often a worker may die (out of memory, killed) until it is not started again. */
const mostDeaths = 6;
/** Behind its end a job can be asked for so long. */
const keptSeconds = 7 * 24 * 3600;
/** 128 + SIGTERM, where the signal came before the worker listened. */
const endedBySignal = 143;

/**
 * What Kubernetes does behind a pod that has failed; the first rule that holds counts. A number of
 * failed indexes that ends all of them is left out: whatever one can't do, the others may.
 */
const failureRules: PodFailurePolicyRule[] = [
  // Preempted, evicted, or its node is gone: started again, and no death of its own.
  { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
  {
    action: 'Ignore',
    onExitCodes: { operator: 'In', values: [workExitCodes.comeAgain, endedBySignal] },
  },
  // It has tried failing runs several times already, and a plan does not change by trying.
  {
    action: 'FailIndex',
    onExitCodes: { operator: 'In', values: [workExitCodes.failed, workExitCodes.wrongPlan] },
  },
];

/**
 * An indexed job (batch/v1, Kubernetes 1.33; since 1.29 its fields are there unless a cluster turns them off)
 * of which each index is a worker that takes run after run.
 */
export function buildWorkerJob(request: JobRequest): Job {
  const { name, workers, container } = request;
  const labels = { ...container.labels, 'app.kubernetes.io/name': 'ablate', [jobLabel]: name };
  const { namespace } = container;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }), labels },
    spec: {
      completionMode: 'Indexed',
      completions: workers,
      parallelism: workers,
      backoffLimitPerIndex: mostDeaths,
      podFailurePolicy: { rules: failureRules },
      // Two pods of one index at once would get in each other's way.
      podReplacementPolicy: 'Failed',
      ttlSecondsAfterFinished: keptSeconds,
      template: { metadata: { labels }, spec: buildPod(request) },
    },
  };
}

function buildPod(request: JobRequest): PodSpec {
  const { container, timeMs, user } = request;
  return {
    restartPolicy: 'Never',
    terminationGracePeriodSeconds: graceSeconds,
    ...(timeMs === undefined ? {} : { activeDeadlineSeconds: Math.ceil(timeMs / 1000) }),
    // Workers ask nothing of Kubernetes.
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    ...(user === undefined
      ? {}
      : { securityContext: { runAsUser: user.uid, runAsGroup: user.gid } }),
    containers: [buildContainer(request)],
    volumes: [{ name: 'results', persistentVolumeClaim: { claimName: container.volume.claim } }],
  };
}

function buildContainer({
  name,
  container: { image, volume, memory },
  cpus,
  timeMs,
  work,
  environment,
}: JobRequest): Container {
  const deadline = timeMs === undefined ? [] : ['--for', `${countWorkSeconds(timeMs)}s`];
  const memoryLimit: Record<string, string> = memory === undefined ? {} : { memory };
  return {
    name: 'worker',
    image,
    args: [...work, ...deadline, '--collect'],
    env: [
      { name: 'ABLATE_KUBERNETES_JOB', value: name },
      {
        name: 'ABLATE_KUBERNETES_NODE',
        valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } },
      },
      ...Object.entries(environment).map(([key, value]) => ({ name: key, value })),
    ],
    resources: {
      requests: { cpu: String(cpus), ...memoryLimit },
      ...(memory === undefined ? {} : { limits: memoryLimit }),
    },
    volumeMounts: [{ name: 'results', mountPath: volume.path }],
  };
}

/** After so many seconds a worker saves checkpoints and ends, before Kubernetes ends it. */
function countWorkSeconds(timeMs: number): number {
  const seconds = Math.ceil(timeMs / 1000);
  return seconds - Math.min(graceSeconds, Math.floor(seconds * largestShare));
}
