import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import type { Job } from 'kubernetes-types/batch/v1';
import { mainFile } from '../../../../src/util/process/package-version';
import { describeJob, describePod } from './describe-objects';
import { JobController } from './job-controller';
import { Pod } from './pod';

/** How a call of kubectl ends. */
export interface KubectlAnswer {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** What differs from an ordinary cluster. */
export interface StandInOptions {
  /** Environment of pods, beside what their manifest says. */
  readonly env?: Readonly<Record<string, string>>;
  readonly nodes?: readonly string[];
  /** Pause before an index is started again, 100 unless given. */
  readonly backOffMs?: number;
}

/**
 * A cluster that plays Kubernetes: a `kubectl` to be put before the others on the PATH, and behind it the
 * indexed jobs of batch/v1, whose pods are processes of this machine with a host name and process numbers
 * of their own. Whatever image a pod names, it executes this checkout's Ablate.
 */
export class KubernetesStandIn {
  readonly jobs: JobController[] = [];
  /** How kubectl was called, a line for each time. */
  readonly calls: string[] = [];
  /** What kubectl does in place of its work, where this gives an answer. */
  intercept: (args: readonly string[]) => KubectlAnswer | undefined = () => undefined;
  private readonly server: net.Server;
  private podCount = 0;

  private constructor(
    private readonly folder: string,
    private readonly options: StandInOptions,
  ) {
    this.server = net.createServer({ allowHalfOpen: true }, (connection) => {
      let question = '';
      connection.on('data', (part: Buffer) => {
        question += part.toString();
      });
      connection.on('end', () => connection.end(JSON.stringify(this.answer(question))));
    });
  }

  /**
   * Starts one.
   *
   * @param folder for its kubectl and the logs of pods; short, it holds a socket.
   */
  static async start(folder: string, options: StandInOptions = {}): Promise<KubernetesStandIn> {
    const cluster = new KubernetesStandIn(folder, options);
    fs.mkdirSync(folder, { recursive: true });
    const program = [process.execPath, path.join(__dirname, 'kubectl.js'), cluster.socket];
    const words = program.map((word) => `'${word}'`).join(' ');
    fs.writeFileSync(path.join(folder, 'kubectl'), `#!/bin/sh\nexec ${words} "$@"\n`, {
      mode: 0o755,
    });
    await new Promise<void>((resolve) => cluster.server.listen(cluster.socket, resolve));
    return cluster;
  }

  /** The environment in which Ablate finds this kubectl. */
  get environment(): Readonly<Record<string, string>> {
    return { PATH: `${this.folder}:${process.env['PATH']}` };
  }

  /** Pods that have not ended, of all jobs. */
  pods(): Pod[] {
    return this.jobs.flatMap((job) => job.alive());
  }

  /** What a pod has printed. */
  log(pod: Pod): string {
    return fs.readFileSync(this.logOf(pod.name), 'utf8');
  }

  /** Ends a node at once, and all that runs on it. */
  loseNode(node: string): void {
    for (const pod of this.pods()) if (pod.node === node) pod.lose();
  }

  /** Ends what is left, and waits for it. */
  async stop(): Promise<void> {
    for (const job of this.jobs) job.delete();
    for (const pod of this.pods()) pod.kill();
    await Promise.all(this.pods().map(({ ended }) => ended));
    await new Promise((resolve) => this.server.close(resolve));
  }

  private get socket(): string {
    return path.join(this.folder, 's');
  }

  private logOf(pod: string): string {
    return path.join(this.folder, `${pod}.log`);
  }

  private answer(question: string): KubectlAnswer {
    const { args, input }: { args: string[]; input: string } = JSON.parse(question);
    this.calls.push(args.join(' '));
    return this.intercept(args) ?? this.perform(args, input);
  }

  private perform(args: readonly string[], input: string): KubectlAnswer {
    const words = args.filter((word) => !word.startsWith('--'));
    const verb = ['version', 'config', 'create', 'get', 'delete'].find((one) =>
      words.includes(one),
    );
    switch (verb) {
      case 'version':
        return succeed('Client Version: v1.33.0\n');
      case 'config':
        return succeed('stand-in\n');
      case 'create':
        return this.create(JSON.parse(input));
      case 'get':
        return succeed(JSON.stringify({ kind: 'List', items: this.list(args) }));
      case 'delete':
        return this.delete(words);
      default:
        return fail(`unknown command: ${args.join(' ')}`);
    }
  }

  private create(job: Job): KubectlAnswer {
    const { name = '' } = job.metadata ?? {};
    if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name) || name.length > 61) {
      return fail(`The Job "${name}" is invalid: metadata.name: Invalid value`);
    }
    if (this.find(name) !== undefined) {
      return fail(`Error from server (AlreadyExists): jobs.batch "${name}" already exists`);
    }
    const start = (index: number): Pod => this.startPod(job, index);
    const backOffMs = this.options.backOffMs ?? 100;
    this.jobs.push(new JobController(job, { backOffMs, start }));
    const metadata = { ...job.metadata, namespace: job.metadata?.namespace ?? 'default' };
    return succeed(JSON.stringify({ ...job, metadata }));
  }

  private startPod(job: Job, index: number): Pod {
    const { nodes = ['n1', 'n2'], env = {} } = this.options;
    const name = `${job.metadata?.name}-${index}`;
    const node = nodes[this.podCount % nodes.length] ?? '';
    this.podCount += 1;
    const pod = `${name}-${this.podCount}`;
    const { containers = [], terminationGracePeriodSeconds = 30 } = job.spec?.template.spec ?? {};
    const [container] = containers;
    const variables = (container?.env ?? []).map(
      ({ name: key, value, valueFrom }) =>
        [key, valueFrom?.fieldRef?.fieldPath === 'spec.nodeName' ? node : (value ?? '')] as const,
    );
    return new Pod(pod, index, node, terminationGracePeriodSeconds * 1000, {
      hostname: name,
      command: [process.execPath, mainFile, ...(container?.args ?? [])],
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: process.env['HOME'] ?? '',
        ...env,
        ...Object.fromEntries(variables),
        JOB_COMPLETION_INDEX: String(index),
      },
      log: this.logOf(pod),
    });
  }

  private list(args: readonly string[]): unknown[] {
    const [, name = ''] = (args[args.indexOf('--selector') + 1] ?? '').split('=');
    return this.jobs
      .filter(({ job }) => job.metadata?.name === name)
      .flatMap((controller) => [
        ...(controller.isDeleted ? [] : [describeJob(controller)]),
        ...controller.pods
          .filter((pod) => !controller.isDeleted || pod.exitCode === undefined)
          .map((pod) => describePod(pod, controller)),
      ]);
  }

  private delete(words: readonly string[]): KubectlAnswer {
    const name = words[words.indexOf('job') + 1] ?? '';
    this.find(name)?.delete();
    return succeed(`job.batch "${name}" deleted\n`);
  }

  private find(name: string): JobController | undefined {
    return this.jobs.find(({ job, isDeleted }) => !isDeleted && job.metadata?.name === name);
  }
}

function succeed(stdout: string): KubectlAnswer {
  return { stdout, stderr: '', code: 0 };
}

function fail(stderr: string): KubectlAnswer {
  return { stdout: '', stderr: `${stderr}\n`, code: 1 };
}
