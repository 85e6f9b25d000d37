import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from 'kubernetes-types/batch/v1';
import { chooseAction } from './choose-action';
import type { Pod } from './pod';

/** What a job needs of its cluster. */
export interface PodStarter {
  /** Pause before an index is started again. */
  readonly backOffMs: number;
  start(index: number): Pod;
}

/**
 * An indexed job as the job controller of Kubernetes keeps it: so many pods at once, each index until it
 * has succeeded or failed for good, and one pod of an index at a time.
 */
export class JobController {
  readonly pods: Pod[] = [];
  readonly completed = new Set<number>();
  readonly failed = new Set<number>();
  private readonly deaths = new Map<number, number>();
  private readonly resting = new Set<number>();
  isDeleted = false;

  constructor(
    readonly job: Job,
    private readonly starter: PodStarter,
  ) {
    this.startPods();
  }

  /** Whether each index has succeeded or failed. */
  get isOver(): boolean {
    return this.completed.size + this.failed.size === this.completions;
  }

  /** Asks its pods to end, and starts none again. */
  delete(): void {
    this.isDeleted = true;
    for (const pod of this.alive()) pod.delete();
  }

  /** Pods that have not ended. */
  alive(): Pod[] {
    return this.pods.filter(({ exitCode }) => exitCode === undefined);
  }

  private get completions(): number {
    return this.job.spec?.completions ?? 1;
  }

  private startPods(): void {
    if (this.isDeleted) return;
    const atOnce = this.job.spec?.parallelism ?? 1;
    const busy = new Set(this.alive().map(({ index }) => index));
    for (let index = 0; index < this.completions; index += 1) {
      if (busy.size >= atOnce) return;
      const sets = [busy, this.completed, this.failed, this.resting];
      if (sets.some((one) => one.has(index))) continue;
      busy.add(index);
      const pod = this.starter.start(index);
      this.pods.push(pod);
      void pod.ended.then((exitCode) => this.settle(pod, exitCode));
    }
  }

  private async settle({ index, isDisrupted }: Pod, exitCode: number): Promise<void> {
    if (exitCode === 0) this.completed.add(index);
    else await this.settleFailure(index, { exitCode, isDisrupted });
    this.startPods();
  }

  private async settleFailure(
    index: number,
    failure: Parameters<typeof chooseAction>[1],
  ): Promise<void> {
    const { backoffLimitPerIndex = Number.POSITIVE_INFINITY, podFailurePolicy } =
      this.job.spec ?? {};
    const action = chooseAction(podFailurePolicy, failure);
    const deaths = (this.deaths.get(index) ?? 0) + (action === 'Count' ? 1 : 0);
    this.deaths.set(index, deaths);
    if (action === 'FailJob') {
      this.delete();
    } else if (action === 'FailIndex' || deaths > backoffLimitPerIndex) {
      this.failed.add(index);
    } else {
      this.resting.add(index);
      await sleep(this.starter.backOffMs);
      this.resting.delete(index);
    }
  }
}
