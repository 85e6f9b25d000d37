import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { formatSlurmConf, nodeNames } from './slurm-conf';

const containerOptions = ['--uts', '--pid', '--fork', '--mount-proc', '--kill-child'];
const patienceMs = 60_000;

/** Why no Slurm of one's own can run here; undefined where it can. */
export function findObstacle(): string | undefined {
  if (process.getuid?.() !== 0) return 'it needs root';
  const missing = ['munged', 'slurmctld', 'slurmd', 'sbatch'].find(
    (name) => spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0,
  );
  if (missing !== undefined) return `there is no ${missing}`;
  const mayUnshare = spawnSync('unshare', [...containerOptions, 'true']).status === 0;
  return mayUnshare ? undefined : 'there are no name spaces';
}

/**
 * A Slurm of one's own on this machine: a controller and two nodes, each with a host name and process
 * numbers of its own, as on machines apart. Needs root, no systemd, and leaves nothing behind.
 */
export class SlurmCluster {
  private readonly daemons: ChildProcess[] = [];
  private readonly nodes = new Map<string, ChildProcess>();
  private readonly configuration: string;

  /** @param folder for its state; without spaces. */
  private constructor(private readonly folder: string) {
    this.configuration = path.join(folder, 'slurm.conf');
  }

  /** Starts one; resolves when its nodes take jobs. */
  static async start(folder: string): Promise<SlurmCluster> {
    const cluster = new SlurmCluster(folder);
    try {
      await cluster.startDaemons();
    } catch (error) {
      await cluster.stop();
      throw error;
    }
    return cluster;
  }

  /** The environment in which commands of Slurm speak to this one. */
  get environment(): Readonly<Record<string, string>> {
    return { SLURM_CONF: this.configuration };
  }

  /** Runs a command of Slurm; gives what it printed. */
  command(program: string, ...args: readonly string[]): string {
    const env = { ...process.env, ...this.environment };
    return execFileSync(program, args, { encoding: 'utf8', env, timeout: patienceMs });
  }

  /** Ends a node at once with all that runs on it, as when its power is cut. */
  async killNode(name: string): Promise<void> {
    const node = this.nodes.get(name);
    if (node === undefined) throw new Error(`There is no node ${name}`);
    await end(node);
    this.nodes.delete(name);
  }

  /** Starts a node, also one that was killed. */
  startNode(name: string): void {
    const script = 'hostname "$1" && exec slurmd -D -N "$1" -f "$2"';
    const args = [...containerOptions, 'sh', '-c', script, 'sh', name, this.configuration];
    this.nodes.set(name, start('unshare', args));
  }

  /** Ends all of it. */
  async stop(): Promise<void> {
    for (const child of [...this.nodes.values(), ...this.daemons.reverse()]) await end(child);
  }

  private async startDaemons(): Promise<void> {
    for (const name of ['munge', 'state', 'spool', 'log']) {
      fs.mkdirSync(path.join(this.folder, name), { recursive: true, mode: 0o755 });
    }
    const munge = (name: string): string => path.join(this.folder, 'munge', name);
    fs.writeFileSync(munge('key'), randomBytes(1024), { mode: 0o400 });
    const firstPort = 20_000 + (process.pid % 1000) * 5;
    const place = { folder: this.folder, host: os.hostname(), firstPort };
    fs.writeFileSync(this.configuration, formatSlurmConf(place));
    const files = ['key', 'socket', 'pid', 'log', 'seed'].map((name) => {
      const option = name === 'socket' ? 'socket' : `${name}-file`;
      return `--${option}=${munge(name)}`;
    });
    this.daemons.push(start('munged', ['--foreground', '--force', ...files]));
    await waitFor('munged listens', () => fs.existsSync(munge('socket')));
    this.daemons.push(start('slurmctld', ['-D', '-c', '-i', '-f', this.configuration]));
    for (const name of nodeNames) this.startNode(name);
    await waitFor('the nodes are idle', () => this.countIdle() === nodeNames.length);
  }

  private countIdle(): number {
    try {
      return this.command('sinfo', '-h', '-N', '-p', 'main', '-t', 'idle').trim().split('\n')
        .length;
    } catch {
      return 0;
    }
  }
}

function start(program: string, args: readonly string[]): ChildProcess {
  return spawn(program, args, { stdio: 'ignore' });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await ended;
}

async function waitFor(what: string, condition: () => boolean): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`Waited in vain until ${what}`);
    await sleep(100);
  }
}
