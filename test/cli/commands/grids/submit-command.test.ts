import fs from 'node:fs';
import path from 'node:path';
import { parsePlan } from '../../../../src/plan/parse-plan';
import { ExperimentDirectory } from '../../../../src/records/experiment-directory';
import { readJsonFile } from '../../../../src/records/read-json-file';
import { sharedSpec } from '../../../launch/shared-spec';
import { type FakeSlurm, writeFakeSlurm } from '../../../launch/slurm/fake-slurm';
import { type CommandEnd, runAblate, writeSpec } from '../../../launch/start-ablate';
import { useScratchFolder } from '../../../scratch-folder';

jest.setTimeout(180_000);

const scratch = useScratchFolder();

function specText(settings = 'steps: 60'): string {
  return sharedSpec(`
logEvery: 20
evaluateEvery: 20
checkpointEvery: 20
seeds: 6
grid: { model.activation: [relu, tanh] }
${settings}
`);
}

const results = (): string => path.join(scratch(), 'results of all');
const directory = (): ExperimentDirectory =>
  new ExperimentDirectory(path.join(results(), 'shared'));
const jobFile = (name: string): string => path.join(directory().jobs, name);

let slurm: FakeSlurm;
beforeEach(() => {
  slurm = writeFakeSlurm(path.join(scratch(), 'bin'));
});

/** Runs a command with the pretended Slurm on its PATH. */
function ablate(...args: string[]): Promise<CommandEnd> {
  const env = { PATH: `${slurm.folder}:${process.env['PATH']}` };
  return runAblate(args, { env });
}

function submit(...options: string[]): Promise<CommandEnd> {
  return submitText(specText(), ...options);
}

function submitText(text: string, ...options: string[]): Promise<CommandEnd> {
  const spec = writeSpec(scratch(), text);
  return ablate('submit', spec, '--to', 'slurm', '--results-dir', results(), ...options);
}

/** How jobs were submitted. */
function submissions(): string[] {
  return slurm.calls('sbatch').filter((call) => call !== '--version');
}

test('a grid is planned, submitted with what collects it, and its jobs are written down', async () => {
  const end = await submit(
    '--workers',
    '3',
    '--time',
    '2h',
    '--',
    '--partition=short',
    '-A',
    'vision',
  );
  expect(end).toMatchObject({ exitCode: 0 });
  expect(end.stderr).toContain('shared: Slurm job 12, 3 workers for 12 runs.');
  expect(submissions()).toEqual([
    '--parsable --partition=short -A vision worker.sh',
    '--parsable --partition=short -A vision --dependency=afterany:12 collect.sh',
  ]);
  const plan = readJsonFile(directory().planFile, parsePlan);
  expect(plan.state === 'sound' && plan.value.runs).toHaveLength(12);
  const declared = fs
    .readdirSync(directory().path, { recursive: true })
    .filter((name) => name.toString().includes('tfevents'));
  expect(declared).toHaveLength(1);
  const script = fs.readFileSync(jobFile('worker.sh'), 'utf8');
  expect(script).toContain('#SBATCH --array=0-2\n');
  expect(script).toContain(` work '${directory().path}' --jobs 2 `);
  expect(JSON.parse(fs.readFileSync(jobFile('submitted-slurm-12.json'), 'utf8'))).toMatchObject({
    to: 'slurm',
    job: '12',
    collectJob: '13',
    workers: 3,
  });
});

test('words that a site has sbatch print are no job, and without a job that is said', async () => {
  slurm.change({ sbatch: 'echo "40 hours left" >&2; echo "sbatch: note 7"; echo "12;north"' });
  expect(await submit()).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('job 12,') });
  slurm.change({ sbatch: 'echo "come again tomorrow"' });
  expect(await submit()).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('error: sbatch named no job: come again tomorrow'),
  });
});

test('a missing sbatch is said before anything is written', async () => {
  fs.rmSync(path.join(slurm.folder, 'sbatch'));
  const end = await runAblate(
    ['submit', writeSpec(scratch(), specText()), '--to', 'slurm', '--results-dir', results()],
    { env: { PATH: slurm.folder } },
  );
  expect(end).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('error: There is no sbatch on the PATH'),
  });
  expect(fs.existsSync(results())).toBe(false);
});

test('an sbatch that fails is told with its words, and submitting again goes on', async () => {
  const version = 'case "$*" in *--version*) exit 0;; esac';
  slurm.change({
    sbatch: `${version}; echo "sbatch: error: Batch job submission failed: Invalid account" >&2; exit 1`,
  });
  const end = await submit();
  expect(end.exitCode).toBe(1);
  expect(end.stderr).toContain(
    'error: sbatch failed: Batch job submission failed: Invalid account',
  );
  slurm.change({ sbatch: 'echo 12' });
  expect(await submit()).toMatchObject({ exitCode: 0 });
});

test('where only what collects is refused, the workers stand, and that is said', async () => {
  slurm.change({
    sbatch: 'case "$*" in *collect.sh) echo "no more jobs" >&2; exit 1;; esac; echo 12',
  });
  expect(await submit()).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining(
      'Results will not be collected by themselves: sbatch failed: no more jobs',
    ),
  });
  expect(fs.existsSync(jobFile('submitted-slurm-12.json'))).toBe(true);
});

test('there are no more workers than runs, or than an array may have', async () => {
  expect((await submit('--workers', '100', '--cpus', '1')).stderr).toContain(
    '12 workers for 12 runs',
  );
  slurm.change({ scontrol: 'echo "MaxArraySize = 5"' });
  const { stderr } = await submit('--workers', '100', '--cpus', '1');
  expect(stderr).toContain('Slurm takes arrays of up to 5 here: 5 workers, not 12.');
  expect(fs.readFileSync(jobFile('worker.sh'), 'utf8')).toContain('--array=0-4\n');
  slurm.change({ scontrol: 'exit 1' });
  expect((await submit('--workers', '100', '--cpus', '1')).stderr).toContain(
    '12 workers for 12 runs',
  );
});

test('a second submission says what is there, and joins it', async () => {
  await submit('--workers', '2');
  slurm.change({
    squeue: 'echo "12_0|RUNNING|n1|None"; echo "12_1|PENDING||Priority"',
    sbatch: 'echo 14',
  });
  const again = await submit('--workers', '2');
  expect(again).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining('Job 12 has 2 workers on it already; these join them.'),
  });
  const other = await submitText(specText('steps: 40'), '--replace');
  expect(other.exitCode).toBe(1);
  expect(other.stderr).toContain('error: Workers of job 12 execute shared with other settings');
});

test('status shows the queue with reasons, and a squeue that fails is a note', async () => {
  await submit('--workers', '3');
  slurm.change({
    squeue:
      'echo "12_0|RUNNING|n1|None"; echo "12_1|PENDING||Priority"; echo "12_2|PENDING||Priority"',
  });
  const { stdout, exitCode } = await ablate('status', directory().path);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('  job 12: 1 worker running (n1), 2 pending (Priority)\n');
  expect(slurm.calls('squeue').at(-1)).toContain('--jobs 12,13 ');
  const json = JSON.parse((await ablate('status', directory().path, '--json')).stdout);
  expect(json.experiments[0].submitted).toEqual([
    {
      to: 'slurm',
      job: '12',
      workers: [
        { job: '12_0', state: 'running', place: 'n1', reason: '' },
        { job: '12_1', state: 'pending', place: '', reason: 'Priority' },
        { job: '12_2', state: 'pending', place: '', reason: 'Priority' },
      ],
      failed: [],
      collector: null,
      fault: null,
    },
  ]);
  slurm.change({
    squeue: 'echo "12_0|RUNNING|n1|None"; echo "13|PENDING||Dependency"',
  });
  expect((await ablate('status', directory().path)).stdout).toContain(
    '  job 12: 1 worker running (n1); job 13 that ranks is pending (Dependency)\n',
  );
  slurm.change({
    squeue: 'echo "slurm_load_jobs error: Unable to contact slurm controller" >&2; exit 1',
  });
  expect(await ablate('status', directory().path)).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining(
      'How job 12 of Slurm stands is not known: squeue failed: slurm_load_jobs error: Unable to contact',
    ),
  });
});

test('cancel ends what is left, and says where nothing is', async () => {
  await submit();
  slurm.change({ squeue: 'echo "12_0|RUNNING|n1|None"' });
  expect(await ablate('cancel', directory().path)).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('Cancelled Slurm job 12'),
  });
  expect(slurm.calls('scancel')).toEqual(['13 12']);
  slurm.change({ squeue: 'echo "13|PENDING||Dependency"' });
  expect((await ablate('status', directory().path)).stdout).toContain(
    '  job 13 that ranks is pending (Dependency)\n',
  );
  expect((await ablate('cancel', directory().path)).stdout).toContain('Cancelled Slurm job 12');
  slurm.change({ squeue: 'echo "slurm_load_jobs error: Invalid job id specified" >&2; exit 1' });
  expect(await ablate('cancel', directory().path)).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining('Nothing that was submitted of'),
  });
});

test('what this machine is too small for may be submitted to others', async () => {
  const layers = Array.from({ length: 60 }, () => 20_000).join();
  const large = specText().replace('hidden: [3]', `hidden: [${layers}]`);
  const spec = writeSpec(scratch(), large);
  expect(await ablate('run', spec, '--results-dir', results())).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('memory'),
  });
  expect(await submitText(large)).toMatchObject({ exitCode: 0 });
});

test('two who submit at once do so one after the other', async () => {
  const [version, job] = [
    'case "$*" in *--version*) exit 0;; esac',
    'mktemp -u XXXX | od -An -tu2',
  ];
  slurm.change({ sbatch: `${version}; sleep 1; echo $(${job} | tr -dc 0-9 | cut -c -9)` });
  slurm.change({ squeue: 'echo "$4" | sed "s/,.*//; s/$/_0|PENDING||Priority/"' });
  const ends = await Promise.all([submit('--workers', '2'), submit('--workers', '2')]);
  expect(ends.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  const said = ends.map(({ stderr }) => stderr).join('');
  expect(said).toContain('Waiting for others who work there');
  expect(said).toMatch(/Job \d+ has 1 worker on it already; these join them\./);
  const records = fs.readdirSync(directory().jobs).filter((name) => name.endsWith('.json'));
  expect(records).toHaveLength(2);
});

test('what decides on the workers is not passed on, and where to has to be said', async () => {
  expect(await submit('--', '--array=0-3')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("error: --array=0-3 can't be passed on to sbatch"),
  });
  const spec = writeSpec(scratch(), specText());
  expect(await ablate('submit', spec)).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('--to slurm'),
  });
});

test('what the scripts do executes the grid and completes its files; then nothing is left to submit', async () => {
  await submit('--workers', '1');
  const run = `for script in worker collect; do bash '${directory().jobs}'/$script.sh >/dev/null || exit; done`;
  slurm.change({ scancel: run });
  slurm.change({ squeue: 'echo "12_0|RUNNING|n1|None"' });
  expect(await ablate('cancel', directory().path)).toMatchObject({ exitCode: 0 });
  const rows = fs.readFileSync(directory().runsFile, 'utf8').trim().split('\n');
  expect(rows).toHaveLength(13);
  const again = await submit();
  expect(again).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining('every run has its result already'),
  });
  expect(submissions()).toHaveLength(2);
  expect(await ablate('collect', directory().path, '--quiet')).toMatchObject({ exitCode: 0 });
});
