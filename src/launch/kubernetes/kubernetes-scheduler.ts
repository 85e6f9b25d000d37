import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Job } from 'kubernetes-types/batch/v1';
import { stringify } from 'yaml';
import { quoteForShell } from '../../util/process/command-for';
import { UserError } from '../../util/user-error';
import type { Scheduler, WorkerRequest } from '../submit/scheduler';
import type { Submission } from '../submit/submission';
import { type JobObject, parseCreated, parseObjects } from './kubernetes-objects';
import { listWorkers } from './list-workers';
import { nameJob } from './name-job';
import { runKubectl } from './run-kubectl';
import { buildWorkerJob, jobLabel } from './worker-job';

/** Kubernetes, by kubectl. */
export const kubernetesScheduler: Scheduler = {
  title: 'Kubernetes',
  takesContainers: true,

  check() {
    runKubectl(['version', '--client']);
  },

  submit(request) {
    const job = buildJob(request);
    const context = findContext();
    const name = job.metadata?.name ?? '';
    const place = context === undefined ? [] : ['--context', context];
    const created = create(job, place);
    const namespace = created?.metadata.namespace ?? job.metadata?.namespace;
    const submission: Submission = {
      to: 'kubernetes',
      job: created?.metadata.name ?? name,
      ...(context === undefined ? {} : { cluster: context }),
      ...(namespace === undefined ? {} : { namespace }),
      workers: request.workers,
      submittedAt: new Date().toISOString(),
    };
    const notes = ['The worker that ends last completes runs.csv; its log ends with the ranking.'];
    const words = ['logs', '--selector', select(submission), '--prefix', '--tail', '-1'];
    const shown = ['kubectl', ...choosePlace(submission), ...words];
    const logs = shown.map((word) => quoteForShell(word)).join(' ');
    return { submission, logs, notes };
  },

  format: (request) => stringify(buildJob(request), { aliasDuplicateObjects: false }),

  cancel(submission) {
    const words = ['delete', 'job', submission.job, '--ignore-not-found', '--wait=false'];
    runKubectl([...choosePlace(submission), ...words]);
  },

  list(submission) {
    const words = ['get', 'jobs,pods', '--selector', select(submission)];
    const output = runKubectl([...choosePlace(submission), ...words, '--output', 'json']);
    return listWorkers(submission.job, parseObjects(output));
  },
};

function buildJob(request: WorkerRequest): Job {
  const { container, passedOn, experiment, folder } = request;
  const [option] = passedOn;
  if (option !== undefined) {
    throw new UserError(`${option} can't be passed on: Kubernetes takes a manifest, not options`, {
      hint: 'Print the manifest with --dry-run, change it, and hand it to: kubectl create -f -',
    });
  }
  if (container === undefined) throw new Error('A job of Kubernetes needs a container');
  const suffix = randomInt(36 ** 5)
    .toString(36)
    .padStart(5, '0');
  const name = nameJob(experiment, suffix);
  return buildWorkerJob({ ...request, container, name, user: findOwner(folder) });
}

/**
 * `create`, never `apply`: each submission is a job of its own, and one that is there is left alone.
 *
 * @throws UserError naming the job where kubectl fails, which it may have created all the same.
 */
function create(job: Job, place: readonly string[]): JobObject | undefined {
  const name = job.metadata?.name;
  try {
    const words = ['create', '--filename', '-', '--output', 'json'];
    return parseCreated(runKubectl([...place, ...words], JSON.stringify(job)));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.message, {
      hint: `${error.hint ?? ''} It was to be named ${name}.`.trim(),
    });
  }
}

/** The cluster that kubectl speaks to now, because users switch; undefined inside of a cluster. */
function findContext(): string | undefined {
  try {
    return runKubectl(['config', 'current-context']).trim() || undefined;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function select({ job }: Submission): string {
  return `${jobLabel}=${job}`;
}

function choosePlace({ cluster, namespace }: Submission): string[] {
  return [
    ...(cluster === undefined ? [] : ['--context', cluster]),
    ...(namespace === undefined ? [] : ['--namespace', namespace]),
  ];
}

/** Whom a folder, or what is there of it, belongs to: pods write there as the same user. */
function findOwner(folder: string): { readonly uid: number; readonly gid: number } | undefined {
  if (process.platform === 'win32') return undefined;
  const found = fs.statSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return findOwner(path.dirname(folder));
  return { uid: found.uid, gid: found.gid };
}
