import { type PodCommand, PodProcess } from './pod-process';

/** A pod that was placed on a node. */
export class Pod {
  /** Undefined while it runs. */
  exitCode: number | undefined;
  /** Whether the cluster took it away: condition DisruptionTarget. */
  isDisrupted = false;
  /** Whether it was asked to end. */
  isEnding = false;
  readonly createdAt = new Date().toISOString();
  readonly ended: Promise<number>;
  private readonly process: PodProcess;

  constructor(
    readonly name: string,
    readonly index: number,
    readonly node: string,
    private readonly graceMs: number,
    private readonly command: PodCommand,
  ) {
    this.process = new PodProcess(command);
    this.ended = this.process.ended.then((exitCode) => {
      this.exitCode = exitCode;
      return exitCode;
    });
  }

  /** What its processes take for the name of their machine; the next pod of its index has it again. */
  get hostname(): string {
    return this.command.hostname;
  }

  /** Asks it to end, and ends it where it takes longer than its grace: `kubectl delete pod`. */
  delete(): void {
    this.isEnding = true;
    this.process.terminate();
    const timer = setTimeout(() => this.process.kill(), this.graceMs);
    void this.ended.then(() => clearTimeout(timer));
  }

  /** The same in the name of the cluster, as for a preemption or a drained node. */
  evict(): void {
    this.isDisrupted = true;
    this.delete();
  }

  /** Ends it at once, as where memory runs out. */
  kill(): void {
    this.process.kill();
  }

  /** Ends it at once with its node. */
  lose(): void {
    this.isDisrupted = true;
    this.process.kill();
  }
}
