import type { DatasetSources } from '../../datasets/dataset-sources';
import { planThreads } from '../../launch/grid/plan-tasks';
import type { ContainerRequest, WorkerRequest } from '../../launch/submit/scheduler';
import { timeoutVariable } from '../../leases/lease-timing';
import { chooseJobs } from '../../plan/execution-plan';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { isInside } from '../../util/files/is-inside';
import { mainFile } from '../../util/process/package-version';

/** What workers are to be like. */
interface WorkerOptions {
  readonly workers: number | undefined;
  readonly time: number | undefined;
  readonly cpus: number;
  readonly passedOn: readonly string[];
  readonly container: ContainerRequest | undefined;
  readonly directory: ExperimentDirectory;
  readonly sources: DatasetSources;
  /** Runs that are missing. */
  readonly open: number;
}

/** Past this, more workers are for the user to ask for. */
const mostUnasked = 20;

/**
 * Plans the workers of an experiment. What they need stands on their command line: another machine
 * may have another environment, and starts them in another folder.
 */
export async function planWorkers(
  plan: ExperimentPlan,
  { workers = mostUnasked, directory, sources, open, ...options }: WorkerOptions,
): Promise<Omit<WorkerRequest, 'folder' | 'experiment'>> {
  const { time, cpus, passedOn, container } = options;
  // All that work on one drive have to agree on it.
  const patience = process.env[timeoutVariable];
  const uses = await planThreads(plan.runs, sources);
  const threads = Math.max(1, ...[...uses.values()].map((use) => use.threads));
  const jobs = chooseJobs(open, cpus, threads);
  const [dataDir, otherDataDir] = sources.folders.filter(
    (folder) => container === undefined || isInside(folder, container.volume.path),
  );
  const data = dataDir === undefined ? [] : ['--data-dir', dataDir];
  const download = sources.download ? [] : ['--no-download'];
  return {
    workers: Math.max(1, Math.min(workers, Math.ceil(open / jobs))),
    timeMs: time,
    cpus,
    program: [process.execPath, mainFile],
    work: ['work', directory.path, '--jobs', String(jobs), ...data, ...download],
    collect: ['collect', directory.path],
    environment: {
      ...(otherDataDir === undefined ? {} : { ABLATE_DATA_DIR: otherDataDir }),
      ...(patience === undefined ? {} : { [timeoutVariable]: patience }),
    },
    passedOn,
    container,
  };
}
