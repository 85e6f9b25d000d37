import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { findObstacle, SlurmCluster } from '../../../scripts/slurm/slurm-cluster';
import { runAblate, waitUntil } from '../start-ablate';
import type {
  ContractGrid,
  ContractLauncher,
  LaunchedGrid,
  LauncherSite,
} from './contract-launcher';
import { killHolder } from './kill-holder';
import { waitForRun } from './run-at-work';

/** `ablate submit --to slurm` on a Slurm with two nodes, n1 and n2. */
export const slurmLauncher: ContractLauncher = {
  title: 'ablate submit --to slurm',
  obstacle: findObstacle(),
  startsAgain: true,
  open: (folder) => SlurmSite.start(folder),
};

/** A Slurm of one's own, and the grids on it. */
export class SlurmSite implements LauncherSite {
  private readonly hurriedAtMs = new Map<string, number>();

  private constructor(readonly cluster: SlurmCluster) {}

  /** Starts a Slurm in a folder of its own. */
  static async start(folder: string): Promise<SlurmSite> {
    fs.mkdirSync(folder);
    return new SlurmSite(await SlurmCluster.start(folder));
  }

  /** What commands need in their environment to find it. */
  get env(): Record<string, string> {
    return { ...this.cluster.environment, ABLATE_LEASE_TIMEOUT: '4' };
  }

  async launch(grid: ContractGrid): Promise<LaunchedGrid> {
    const { cluster, env } = this;
    const { spec, results, directory } = grid;
    const options = ['--results-dir', results, '--workers', '2', '--cpus', '1', '--time', '10m'];
    const { exitCode, stderr } = await runAblate(['submit', spec, '--to', 'slurm', ...options], {
      env,
    });
    if (exitCode !== 0) throw new Error(stderr);
    const [, job = ''] = /Slurm job (\d+)/.exec(stderr) ?? [];
    return {
      end: () => this.waitForQueue(),
      killWorker: async () => killHolder(await waitForRun(directory)),
      loseNode: async () => {
        await waitForRun(directory, 'n2');
        await this.loseNode('n2');
      },
      cancel: async () => {
        await waitForRun(directory);
        await runAblate(['cancel', directory.path], { env });
      },
      reachDeadline: async () => {
        await waitForRun(directory);
        cluster.command('scancel', '--batch', '--signal=USR2', job);
        await this.waitForRequeue();
      },
      preempt: async () => {
        await waitForRun(directory, 'n1');
        await this.preemptOn('n1');
      },
    };
  }

  close(): Promise<void> {
    return this.cluster.stop();
  }

  /** Cuts the power of a node, and has it come back when Slurm knows. */
  async loseNode(name: string): Promise<void> {
    await this.cluster.killNode(name);
    this.cluster.command('scontrol', 'update', `nodename=${name}`, 'state=down', 'reason=lost');
    this.cluster.startNode(name);
    await waitUntil('the node is back', () => {
      const state = this.cluster.command('sinfo', '-h', '-n', name, '-o', '%t');
      if (state.startsWith('idle')) return true;
      try {
        this.cluster.command('scontrol', 'update', `nodename=${name}`, 'state=resume');
      } catch {
        // Refused between two states, as of a node that comes back by itself this very moment.
      }
      return false;
    });
  }

  /** Takes the place of a task on a node; it saves a checkpoint and is requeued. */
  async preemptOn(name: string): Promise<void> {
    this.cluster.command(
      'sbatch',
      ...['-p', 'urgent', '-w', name, '-o', '/dev/null', '--wrap', 'sleep 1'],
    );
    await this.waitForRequeue();
  }

  private async waitForRequeue(): Promise<void> {
    await waitUntil('a task waits to start again', () =>
      this.cluster.command('squeue', '-h', '-r', '-t', 'PD', '-o', '%r').includes('BeginTime'),
    );
  }

  /** Waits until the queue is empty. */
  async waitForQueue(): Promise<void> {
    while (this.cluster.command('squeue', '-h').trim() !== '') {
      this.hurry();
      await sleep(200);
    }
  }

  /**
   * Has jobs begin soon: behind a requeue Slurm holds them back for two minutes. In the very second of the
   * requeue a node would refuse them.
   */
  hurry(): void {
    const held = this.cluster.command('squeue', '-h', '-r', '-t', 'PD', '-o', '%i %r');
    for (const [, job = ''] of held.matchAll(/^(\S+) BeginTime$/gm)) {
      if (performance.now() - (this.hurriedAtMs.get(job) ?? -patienceMs) < patienceMs) continue;
      this.hurriedAtMs.set(job, performance.now());
      this.cluster.command('scontrol', 'update', `jobid=${job}`, 'StartTime=now+2seconds');
    }
  }
}

/** Longer than a job needs to begin that was hurried. */
const patienceMs = 6000;
