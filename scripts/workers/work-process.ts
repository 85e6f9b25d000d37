import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { listLeases, readLeaseHolder } from '../../src/leases/lease';
import type { ExperimentDirectory } from '../../src/records/experiment-directory';
import { mainFile } from '../../src/util/process/package-version';

/** An `ablate work` with its processes, which ends when nothing is left for it. */
export class WorkProcess {
  /** What it has printed so far. */
  output = '';
  /** Settles with its exit code; null where it was killed. */
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor(private readonly directory: ExperimentDirectory) {
    this.child = spawn(process.execPath, [mainFile, 'work', directory.path, '--jobs', '1'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    this.child.stderr?.on('data', (text: Buffer) => {
      this.output += text.toString();
    });
    this.ended = once(this.child, 'close').then(([code]: (number | null)[]) => code ?? null);
  }

  /** Whether it has begun a run. */
  get hasBegun(): boolean {
    return this.output.includes(' started');
  }

  /** Kills it and what trains for it, as a machine that is lost; gives the runs that it had. */
  kill(): string[] {
    if (!this.signal('SIGSTOP')) return [];
    try {
      // Nothing can be taken over from what only stands still.
      return this.listHeld();
    } finally {
      this.signal('SIGKILL');
    }
  }

  private listHeld(): string[] {
    const { pid } = this.child;
    return listLeases(this.directory.leases)
      .filter((file) => groupOf(readLeaseHolder(file)?.pid) === pid)
      .map((file) => path.basename(file, '.lease'));
  }

  private signal(signal: NodeJS.Signals): boolean {
    try {
      return this.child.pid !== undefined && process.kill(-this.child.pid, signal);
    } catch {
      return false;
    }
  }
}

/** The process group of a process (proc(5), `stat`). */
function groupOf(pid: number | undefined): number | undefined {
  try {
    const [, , group] =
      fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return group === undefined ? undefined : Number(group);
  } catch {
    return undefined;
  }
}
