import type { Submission } from './submission';

/** What has workers started on other machines: `ablate work`, which finds its runs in the folder. */
export interface Scheduler {
  /** As people call it: `Slurm`. */
  readonly title: string;
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
  /**
   * Ends what is left of a submission; runs that are executed end with checkpoints.
   *
   * @throws UserError where the scheduler refuses.
   */
  cancel(submission: Submission): void;
  /**
   * The workers of a submission that wait or run, and its job that collects their results.
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
  /** Command line of a worker, which takes `--for`. */
  readonly work: readonly string[];
  /** Command line of what collects the results. */
  readonly collect: readonly string[];
  /** Environment that both need, beside the user's. */
  readonly environment: Readonly<Record<string, string>>;
  /** Options for the scheduler, as the user gave them. */
  readonly passedOn: readonly string[];
}

/** What was submitted, and what people have to know of it. */
export interface Submitted {
  readonly submission: Submission;
  readonly notes: readonly string[];
}

/** A worker in the queue of a scheduler, or what collects the results of workers. */
export interface QueuedWorker {
  /** `12_3`; what collects is called as in its submission. */
  readonly job: string;
  /** As the scheduler calls it, in lower case: `pending`, `running`. */
  readonly state: string;
  /** Where it runs; empty while it waits. */
  readonly place: string;
  /** Why it waits; empty where there is no reason. */
  readonly reason: string;
}
