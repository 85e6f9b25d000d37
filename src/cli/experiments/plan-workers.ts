import type { DatasetSources } from '../../datasets/dataset-sources';
import { planThreads } from '../../launch/grid/plan-tasks';
import type { WorkerRequest } from '../../launch/submit/scheduler';
import { chooseJobs } from '../../plan/execution-plan';
import type { ExperimentPlan } from '../../plan/plan-experiment';
import type { ExperimentDirectory } from '../../records/experiment-directory';
import { mainFile } from '../../util/process/package-version';

/** What workers are to be like. */
interface WorkerOptions {
  readonly workers: number | undefined;
  readonly time: number | undefined;
  readonly cpus: number;
  readonly passedOn: readonly string[];
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
  { workers = mostUnasked, time, cpus, passedOn, directory, sources, open }: WorkerOptions,
): Promise<Omit<WorkerRequest, 'folder' | 'experiment'>> {
  const uses = await planThreads(plan.runs, sources);
  const threads = Math.max(1, ...[...uses.values()].map((use) => use.threads));
  const jobs = chooseJobs(open, cpus, threads);
  const [dataDir, otherDataDir] = sources.folders;
  const data = dataDir === undefined ? [] : ['--data-dir', dataDir];
  const download = sources.download ? [] : ['--no-download'];
  const program = [process.execPath, mainFile];
  return {
    workers: Math.max(1, Math.min(workers, Math.ceil(open / jobs))),
    timeMs: time,
    cpus,
    work: [...program, 'work', directory.path, '--jobs', String(jobs), ...data, ...download],
    collect: [...program, 'collect', directory.path],
    environment: otherDataDir === undefined ? {} : { ABLATE_DATA_DIR: otherDataDir },
    passedOn,
  };
}
