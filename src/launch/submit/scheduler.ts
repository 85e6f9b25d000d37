import type { Submission } from './submission';

/** What has workers started on other machines: `ablate work`, which finds its runs in the folder. */
export interface Scheduler {
  /** As people call it: `Slurm`. */
  readonly title: string;
  /** Whether workers run in containers, and requests say which. */
  readonly takesContainers: boolean;
  /**
   * Sees to it that something can be submitted from here at all.
   *
   * @throws UserError where it can't.
   */
  check(): void;
  /**
   * Submits workers, and what collects their results behind the last. Writes its files into the folder
   * of jobs; does not wait.
   *
   * @throws UserError where the scheduler refuses; then nothing is submitted.
   */
  submit(request: WorkerRequest): Submitted;
  /** What `submit` would hand to the scheduler, as text for people; changes nothing, asks nobody. */
  format(request: WorkerRequest): string;
  /**
   * Ends what is left of a submission; runs that are executed end with checkpoints.
   *
   * @throws UserError where the scheduler refuses.
   */
  cancel(submission: Submission): void;
  /**
   * The workers of a submission that wait or run and its job that collects their results; and workers that
   * failed for good, as far as the scheduler still knows of them.
   *
   * @throws UserError where the scheduler can't be asked.
   */
  list(submission: Submission): readonly QueuedWorker[];
}

/** Workers to be started. */
export interface WorkerRequest {
  readonly experiment: string;
  /** Folder for scripts and logs; exists. */
  readonly folder: string;
  readonly workers: number;
  /** How long each may take, in milliseconds; undefined for what the scheduler allows. */
  readonly timeMs: number | undefined;
  readonly cpus: number;
  /** What starts Ablate on this machine, and on others that share its drives. */
  readonly program: readonly string[];
  /** Arguments of a worker, which takes `--for`. */
  readonly work: readonly string[];
  /** Arguments of what collects the results. */
  readonly collect: readonly string[];
  /** Environment that both need, beside the user's. */
  readonly environment: Readonly<Record<string, string>>;
  /** Options for the scheduler, as the user gave them. */
  readonly passedOn: readonly string[];
  /** What workers run in, where the scheduler takes containers. */
  readonly container: ContainerRequest | undefined;
}

/** Containers for workers. */
export interface ContainerRequest {
  /** An image whose entry point is Ablate. */
  readonly image: string;
  readonly volume: SharedVolume;
  /** Memory of each worker, `4Gi`; undefined for as much as there is. */
  readonly memory: string | undefined;
  /** Undefined for the one that the scheduler's commands take. */
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
}

/** A volume that containers have at the path at which this machine has it. */
export interface SharedVolume {
  /** The name of its claim. */
  readonly claim: string;
  /** Absolute path. */
  readonly path: string;
}

/** What was submitted, and what people have to know of it. */
export interface Submitted {
  readonly submission: Submission;
  /** The command line that shows what workers print, where that does not go to the folder of jobs. */
  readonly logs?: string;
  readonly notes: readonly string[];
}

/** A worker in the queue of a scheduler, or what collects the results of workers. */
export interface QueuedWorker {
  /** `12_3`; what collects is called as in its submission. */
  readonly job: string;
  /** As the scheduler calls it, in lower case: `pending`, `running`; `failed` where it is not started again. */
  readonly state: string;
  /** Where it runs; empty while it waits. */
  readonly place: string;
  /** Why it waits or has failed; empty where there is no reason. */
  readonly reason: string;
}
