import path from 'node:path';
import { writeFileAtomic } from '../../util/files/atomic-write';
import { UserError } from '../../util/user-error';
import type { Scheduler, Submitted, WorkerRequest } from '../submit/scheduler';
import type { Submission } from '../submit/submission';
import { formatCollectScript, formatWorkerScript } from './job-script';
import { findJobId, findLargestArray, parseQueue, queueFormat } from './parse-output';
import { refuseOptions } from './passed-on-options';
import { runSlurm } from './run-slurm';

const [workerScript, collectScript] = ['worker.sh', 'collect.sh'];

/** Slurm, by the commands of its users: sbatch, squeue, scancel, scontrol. */
export const slurmScheduler: Scheduler = {
  title: 'Slurm',
  takesContainers: false,

  check() {
    runSlurm('sbatch', ['--version']);
  },

  submit(request) {
    refuseOptions(request.passedOn);
    const largest = askForLargestArray();
    const workers = Math.min(request.workers, largest ?? request.workers);
    const notes =
      workers < request.workers
        ? [
            `Slurm takes arrays of up to ${workers} here: ${workers} workers, not ${request.workers}.`,
          ]
        : [];
    return submitScripts({ ...request, workers }, notes);
  },

  format: (request) => {
    const scripts = [
      formatWorkerScript(onThisMachine(request)),
      formatCollectScript(onThisMachine(request)),
    ];
    return scripts.join('\n');
  },

  cancel({ job, collectJob, cluster }) {
    const jobs = collectJob === undefined ? [job] : [collectJob, job];
    runSlurm('scancel', [...chooseCluster(cluster), ...jobs]);
  },

  list({ job, collectJob, cluster }) {
    const jobs = collectJob === undefined ? job : `${job},${collectJob}`;
    const args = ['--noheader', '--array', '--jobs', jobs, '--format', queueFormat];
    try {
      return parseQueue(runSlurm('squeue', [...chooseCluster(cluster), ...args]));
    } catch (error) {
      // Slurm forgets jobs some minutes behind their end.
      if (error instanceof UserError && /invalid job id/i.test(error.message)) return [];
      throw error;
    }
  },
};

function submitScripts(request: WorkerRequest, notes: readonly string[]): Submitted {
  const { folder, workers } = request;
  writeFileAtomic(path.join(folder, workerScript), formatWorkerScript(onThisMachine(request)));
  writeFileAtomic(path.join(folder, collectScript), formatCollectScript(onThisMachine(request)));
  const submitted = sbatch([...request.passedOn, workerScript], folder);
  const submission: Submission = {
    to: 'slurm',
    ...submitted,
    workers,
    submittedAt: new Date().toISOString(),
  };
  const behind = `--dependency=afterany:${submission.job}`;
  try {
    const { job } = sbatch([...request.passedOn, behind, collectScript], folder);
    return { submission: { ...submission, collectJob: job }, notes };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const note = `Results will not be collected by themselves: ${error.message}`;
    return { submission, notes: [...notes, note] };
  }
}

/** The request with whole command lines: nodes start Ablate as this machine does. */
function onThisMachine(request: WorkerRequest): WorkerRequest {
  const { program, work, collect } = request;
  return { ...request, work: [...program, ...work], collect: [...program, ...collect] };
}

function sbatch(
  args: readonly string[],
  folder: string,
): { readonly job: string; readonly cluster?: string } {
  const output = runSlurm('sbatch', ['--parsable', ...args], folder);
  const found = findJobId(output);
  if (found !== undefined) return found;
  throw new UserError(`sbatch named no job: ${output.trim()}`, {
    hint: 'Whether it has submitted something is in: squeue --me',
  });
}

/** Undefined where Slurm does not say: then sbatch will. */
function askForLargestArray(): number | undefined {
  try {
    return findLargestArray(runSlurm('scontrol', ['show', 'config']));
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function chooseCluster(cluster: string | undefined): readonly string[] {
  return cluster === undefined ? [] : ['--clusters', cluster];
}
