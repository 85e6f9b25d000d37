import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ExperimentDirectory } from '../../src/records/experiment-directory';
import { mainFile } from '../../src/util/process/package-version';
import { SlurmCluster } from '../slurm/slurm-cluster';
import { judgeAttempts, type ManyRunsResult } from './count-attempts';
import { formatManyRuns } from './many-runs';

/** How many runs go into an array of how many tasks. */
export interface ArrayOptions {
  /** Folder for all of it; without spaces. */
  readonly folder: string;
  readonly runs: number;
  readonly tasks: number;
}

/** What became of the runs, and how many tasks executed them. */
export type ArrayResult = ManyRunsResult & {
  readonly tasks: number;
  readonly submitSeconds: number;
};

/** Submits many short runs to a Slurm of one's own, and waits for their end and their ranking. */
export async function fillArray({ folder, runs, tasks }: ArrayOptions): Promise<ArrayResult> {
  const spec = path.join(folder, 'many.yaml');
  fs.mkdirSync(path.join(folder, 'slurm'), { recursive: true });
  fs.writeFileSync(spec, formatManyRuns(runs));
  const directory = new ExperimentDirectory(path.join(folder, 'results', 'many'));
  const cluster = await SlurmCluster.start(path.join(folder, 'slurm'));
  try {
    const startedMs = performance.now();
    const seconds = (): number => (performance.now() - startedMs) / 1000;
    const size = ['--limit', String(runs), '--workers', String(tasks), '--cpus', '1'];
    await promisify(execFile)(
      process.execPath,
      [
        mainFile,
        'submit',
        spec,
        '--to',
        'slurm',
        '--results-dir',
        path.dirname(directory.path),
        ...size,
      ],
      { env: { ...process.env, ...cluster.environment } },
    );
    const submitSeconds = seconds();
    while (cluster.command('squeue', '-h').trim() !== '') await sleep(500);
    const outputs = readLogs(directory.jobs);
    const result = judgeAttempts(directory, outputs, seconds());
    return { ...result, tasks: outputs.length, submitSeconds };
  } finally {
    await cluster.stop();
  }
}

/** What each task printed. */
function readLogs(folder: string): string[] {
  return fs
    .readdirSync(folder)
    .filter((name) => /^\d+_\d+\.log$/.test(name))
    .map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
}
