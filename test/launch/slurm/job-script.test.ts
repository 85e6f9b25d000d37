import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { formatCollectScript, formatWorkerScript } from '../../../src/launch/slurm/job-script';
import { useScratchFolder } from '../../scratch-folder';
import { waitUntil } from '../start-ablate';
import { type FakeSlurm, writeFakeSlurm } from './fake-slurm';

const scratch = useScratchFolder();

const request = {
  experiment: 'shared',
  workers: 4,
  timeMs: 3_600_000,
  cpus: 2,
  collect: ['ablate', 'collect', "the user's results/shared"],
  environment: { ABLATE_DATA_DIR: '/data of all' },
};

interface Job {
  readonly slurm: FakeSlurm;
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
}

/** Runs the script as task 3 of job 12, with a worker that is a line of shell. */
function startJob(worker: string, state = 'RUNNING'): Job {
  const slurm = writeFakeSlurm(path.join(scratch(), 'bin'), { squeue: `echo ${state}` });
  const file = path.join(scratch(), 'worker.sh');
  fs.writeFileSync(
    file,
    formatWorkerScript({ ...request, work: ['bash', '-c', worker, 'worker'] }),
  );
  const child = spawn('bash', [file], {
    cwd: scratch(),
    env: {
      PATH: `${slurm.folder}:${process.env['PATH']}`,
      SLURM_JOB_ID: '15',
      SLURM_ARRAY_JOB_ID: '12',
      SLURM_ARRAY_TASK_ID: '3',
    },
    stdio: 'ignore',
  });
  return { slurm, child, ended: new Promise((resolve) => child.once('close', resolve)) };
}

test('the head says how many workers there are, how long they take and what signal they want', () => {
  const script = formatWorkerScript({ ...request, work: ['ablate', 'work', 'a folder/shared'] });
  expect(script.split('\n').filter((line) => line.startsWith('#SBATCH'))).toEqual([
    '#SBATCH --job-name=ablate-shared',
    '#SBATCH --array=0-3',
    '#SBATCH --cpus-per-task=2',
    '#SBATCH --time=60',
    '#SBATCH --signal=B:USR2@120',
    '#SBATCH --output=%A_%a.log',
    '#SBATCH --open-mode=append',
    '#SBATCH --requeue',
  ]);
  expect(script).toContain("\nexport ABLATE_DATA_DIR='/data of all'\n");
  expect(script).toContain("\nablate work 'a folder/shared' --for 3420s &\n");
  expect(formatCollectScript({ ...request, work: [] })).toContain(
    "\nexec ablate collect 'the user'\\''s results/shared'\n",
  );
});

test('without a time the scheduler decides, and its signal is the deadline', () => {
  const script = formatWorkerScript({ ...request, timeMs: undefined, work: ['ablate', 'work'] });
  expect(script).not.toMatch(/--time|--for /);
  expect(script).toContain('--signal=B:USR2@120');
});

test.each([0, 1, 64])('a worker that ends with %d is not started again', async (code) => {
  const { slurm, ended } = startJob(`exit ${code}`);
  expect(await ended).toBe(code);
  expect(slurm.calls('scontrol')).toEqual([]);
});

test('of a worker whose time is up Slurm starts this task again, and no other', async () => {
  const { slurm, ended } = startJob('exit 75');
  expect(await ended).toBe(0);
  expect(slurm.calls('scontrol')).toEqual(['requeue 12_3']);
});

test('what was cancelled or preempted is left to Slurm', async () => {
  const { slurm, ended } = startJob('exit 75', 'COMPLETING');
  expect(await ended).toBe(75);
  expect(slurm.calls('scontrol')).toEqual([]);
});

test.each(['SIGUSR2', 'SIGTERM'] as const)(
  '%s reaches the worker as SIGUSR2, however often it comes, and its end is waited for',
  async (signal) => {
    const { slurm, child, ended } = startJob(`
      trap 'echo signal >> signals' USR2
      touch started
      until [ "$(cat signals 2>/dev/null | wc -l)" -ge 2 ]; do sleep 0.05; done
      sleep 0.3
      exit 75`);
    const count = (): number => {
      const file = path.join(scratch(), 'signals');
      return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').length : 0;
    };
    await waitUntil('it listens', () => fs.existsSync(path.join(scratch(), 'started')));
    child.kill(signal);
    await waitUntil('it has the first', () => count() > 0);
    child.kill(signal);
    expect(await ended).toBe(0);
    expect(slurm.calls('scontrol')).toEqual(['requeue 12_3']);
  },
);

test('a worker that the signal ends before it listens is started again', async () => {
  const { slurm, child, ended } = startJob('touch started; sleep 60 & wait');
  await waitUntil('it runs', () => fs.existsSync(path.join(scratch(), 'started')));
  child.kill('SIGUSR2');
  expect(await ended).toBe(0);
  expect(slurm.calls('scontrol')).toEqual(['requeue 12_3']);
});
