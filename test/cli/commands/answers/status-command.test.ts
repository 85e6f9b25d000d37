import fs from 'node:fs';
import path from 'node:path';
import { showStatus } from '../../../../src/cli/commands/answers/status-command';
import { claimLease } from '../../../../src/leases/lease';
import { describeSelf } from '../../../../src/leases/lease-holder';
import type { ExperimentDirectory } from '../../../../src/records/experiment-directory';
import { writeStatus } from '../../../../src/records/status';
import { planSample, writeResults } from '../../../analysis/sample-results';
import { foreignHolder, placeLease } from '../../../leases/foreign-lease';
import { useScratchFolder } from '../../../scratch-folder';
import { captureOutput } from '../../capture-output';
import { plainPlanning } from '../../plain-options';

const scratch = useScratchFolder();
const plan = planSample('name: tiny', 'steps: 10', 'seeds: 3');

const job = 'Slurm job 8_3';
const byJob = { ...foreignHolder, job };
const holder = { host: 'elsewhere', pid: 4242, job, since: foreignHolder.since };

/** Results of which the first so many runs say that they run. */
function writeRunning(count: number): ExperimentDirectory {
  const directory = writeResults(scratch(), plan, () => 0.9);
  for (const { runId, configHash } of plan.runs.slice(0, count)) {
    const common = { configHash, updatedAt: '2026-01-01T00:00:00Z', durationMs: 0 };
    writeStatus(directory.run(runId).statusFile, { state: 'running', step: 0, ...common });
  }
  return directory;
}

async function status() {
  const show = async (format: 'table' | 'json') => {
    const given = { ...plainPlanning, experiment: ['tiny'], resultsDir: scratch(), format };
    return (await captureOutput(() => showStatus(given))).stdout;
  };
  const { experiments } = JSON.parse(await show('json')) as {
    experiments: [{ holder: unknown; runs: Record<string, unknown>[] }];
  };
  return { text: await show('table'), ...experiments[0] };
}

test('says who has a running run, for which job and since when', async () => {
  const directory = writeRunning(1);
  placeLease(directory.run('base-s0').leaseFile, 60_000, byJob);
  const { text, holder: planner, runs } = await status();
  expect(text).toContain('tiny: 3 runs: 1 running, 2 completed\n');
  expect(text).toMatch(
    /base-s0 +running +step 10 of 10 +process 4242 on elsewhere \(Slurm job 8_3\), since 2026-01-01T00:00:00.000Z\n/,
  );
  expect(text).not.toContain('unlock');
  expect(planner).toBeNull();
  expect(runs).toMatchObject([
    { run: 'base-s0', state: 'running', next: null, holder: { ...holder, isLost: false } },
    { run: 'base-s1', state: 'completed', holder: null },
    { run: 'base-s2', state: 'completed', holder: null },
  ]);
});

test('a run that somebody has taken runs, also before its records say so', async () => {
  const directory = writeResults(scratch(), plan, () => 0.9);
  for (const name of ['base-s0', 'base-s1']) {
    fs.rmSync(directory.run(name).path, { recursive: true });
    placeLease(directory.run(name).leaseFile, name === 'base-s0' ? 0 : 91_000);
  }
  const { text, runs } = await status();
  expect(text).toContain('tiny: 3 runs: 1 running, 1 lost, 1 completed\n');
  expect(runs).toMatchObject([
    { state: 'running', step: null, next: null, holder: { pid: 4242 } },
    { state: 'lost', next: 'is taken over, and starts', holder: { pid: 4242 } },
    { state: 'completed' },
  ]);
});

test('says who has the experiment', async () => {
  const directory = writeRunning(0);
  const attempt = claimLease(directory.leaseFile);
  const { text, holder: planner } = await status();
  if (attempt.ok) attempt.lease.release();
  expect(text).toMatch(new RegExp(`\\n  Held by process ${process.pid} on .*, since 20`));
  expect(planner).toMatchObject({ pid: process.pid, isLost: false });
  expect(await status()).toMatchObject({
    holder: null,
    text: expect.not.stringContaining('Held by') as string,
  });
});

test('calls a run lost whose holder is silent for too long, and says what happens', async () => {
  const directory = writeRunning(3);
  for (const { runId } of plan.runs) placeLease(directory.run(runId).leaseFile, 91_000, byJob);
  const { text, runs } = await status();
  expect(text).toContain('tiny: 3 runs: 3 lost\n');
  expect(text).toMatch(
    /base-s0 +lost +step 10 of 10 +process 4242 on elsewhere .*, without a sign of life since .*; is taken over, and starts anew\n/,
  );
  const command = `unlock .*${path.join('tiny', 'base-s0')}`;
  expect(text).toMatch(
    new RegExp(`for 1 min 30 s is taken over by the next run or work; by hand: .*${command}\n`),
  );
  expect(text).toContain('Running it again: 3 runs are taken over, and start anew.');
  const next = 'is taken over, and starts anew';
  expect(runs[0]).toMatchObject({ state: 'lost', next, holder: { ...holder, isLost: true } });
});

test('calls the holder of the experiment lost, too', async () => {
  const directory = writeRunning(0);
  placeLease(directory.leaseFile, 91_000);
  const { text, holder: planner } = await status();
  expect(text).toMatch(/Held by process 4242 on elsewhere, since .*, without a sign of life since/);
  expect(text).toMatch(/by hand: .* unlock .*tiny\n/);
  expect(planner).toMatchObject({ isLost: true, job: null });
});

test('a process of this machine is known by itself, however silent', async () => {
  const directory = writeRunning(2);
  placeLease(directory.run('base-s0').leaseFile, 3_600_000, describeSelf());
  placeLease(directory.run('base-s1').leaseFile, 0, { ...describeSelf(), identity: 'earlier' });
  const { runs } = await status();
  expect(runs.map(({ state }) => state)).toEqual(['running', 'killed', 'completed']);
});

test('the time that makes a holder silent is that of the leases', async () => {
  const directory = writeRunning(1);
  placeLease(directory.run('base-s0').leaseFile, 91_000);
  process.env['ABLATE_LEASE_TIMEOUT'] = '600';
  try {
    expect((await status()).runs[0]).toMatchObject({ state: 'running' });
  } finally {
    delete process.env['ABLATE_LEASE_TIMEOUT'];
  }
});
