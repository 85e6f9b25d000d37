import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobController } from '../kubernetes/stand-in/job-controller';
import { KubernetesStandIn } from '../kubernetes/stand-in/kubernetes-stand-in';
import type { Pod } from '../kubernetes/stand-in/pod';
import { findObstacle } from '../kubernetes/stand-in/pod-process';
import { runAblate } from '../start-ablate';
import type { ContractLauncher, LaunchedGrid, LauncherSite } from './contract-launcher';
import { killHolder } from './kill-holder';
import { waitForRun } from './run-at-work';

const leases = { ABLATE_LEASE_TIMEOUT: '4' };

/** `ablate submit --to kubernetes`, to what plays a Kubernetes with two nodes. */
export const kubernetesLauncher: ContractLauncher = {
  title: 'ablate submit --to kubernetes',
  obstacle: findObstacle(),
  startsAgain: true,
  async open(folder) {
    const cluster = await KubernetesStandIn.start(folder, { env: leases });
    const env = { ...cluster.environment, ...leases };
    const where = ['--image', 'ablate', '--volume', `results:${path.dirname(folder)}`];
    return new KubernetesSite(cluster, env, ['--to', 'kubernetes', ...where]);
  },
};

class KubernetesSite implements LauncherSite {
  constructor(
    private readonly cluster: KubernetesStandIn,
    private readonly env: Readonly<Record<string, string>>,
    private readonly options: readonly string[],
  ) {}

  async launch({
    spec,
    results,
    directory,
  }: Parameters<LauncherSite['launch']>[0]): Promise<LaunchedGrid> {
    const { cluster, env } = this;
    const size = ['--results-dir', results, '--workers', '2', '--cpus', '1'];
    const { exitCode, stderr } = await runAblate(['submit', spec, ...this.options, ...size], {
      env,
    });
    if (exitCode !== 0) throw new Error(stderr);
    const [, name] = /Kubernetes job (\S+),/.exec(stderr) ?? [];
    const job = cluster.jobs.find((one) => one.job.metadata?.name === name);
    /** The pod of a worker that trains a run. */
    const podAtWork = async (): Promise<Pod> => {
      const { host } = await waitForRun(directory);
      const pod = cluster.pods().find(({ name: own }) => own.startsWith(`${host}-`));
      if (pod === undefined) throw new Error(`There is no pod ${host}`);
      return pod;
    };
    return {
      end: () => waitForEnd(job),
      killWorker: async () => killHolder(await waitForRun(directory)),
      loseNode: async () => cluster.loseNode((await podAtWork()).node),
      cancel: async () => {
        await waitForRun(directory);
        await runAblate(['cancel', directory.path], { env });
      },
      // As where the seconds of a pod are over.
      reachDeadline: async () => (await podAtWork()).delete(),
      preempt: async () => (await podAtWork()).evict(),
    };
  }

  close(): Promise<void> {
    return this.cluster.stop();
  }
}

/** Waits for the end of a job; there is none where nothing was left to submit. */
async function waitForEnd(job: JobController | undefined): Promise<void> {
  while (job !== undefined && (job.alive().length > 0 || !(job.isOver || job.isDeleted))) {
    await sleep(100);
  }
}
