import { fork } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunTask } from '../../../src/launch/run-task';
import type { WorkerReport, WorkerRequest } from '../../../src/launch/worker/messages';
import { workerEnvironment, workerScript } from '../../../src/launch/worker/worker-process';
import { readLeaseHolder } from '../../../src/leases/lease';
import { ExperimentDirectory } from '../../../src/records/experiment-directory';
import { RunDirectory } from '../../../src/records/run-directory';
import { planText } from '../../plan/plan-samples';
import { useScratchFolder } from '../../scratch-folder';
import { sampleTask } from '../sample-task';
import { startAblate, writeSpec } from '../start-ablate';

jest.setTimeout(120_000);

const scratch = useScratchFolder();

/** A worker, as its parent sees it. */
function startWorker() {
  const child = fork(workerScript, {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: workerEnvironment({ threads: 1, kernelsAtOnce: 1 }),
  });
  return {
    execute: (task: RunTask) =>
      new Promise<Extract<WorkerReport, { type: 'ended' }>>((resolve, reject) => {
        child.on('message', function hear(report: WorkerReport) {
          if (report.type !== 'ended' && report.type !== 'failed') return;
          child.off('message', hear);
          if (report.type === 'ended') resolve(report);
          else reject(new Error(report.error));
        });
        child.send({ type: 'run', task } satisfies WorkerRequest);
      }),
    end: () => void child.kill('SIGKILL'),
  };
}

const specText = `
name: memory
dataset: { name: synthetic-digits, train: 500, validation: 100, test: 100 }
model: { type: mlp, hidden: [64] }
optimizer: { type: adam, learningRate: 1e-3 }
steps: 2000
batchSize: 20
logEvery: 20
evaluateEvery: 100
checkpointEvery: 300
`;

interface Sample {
  readonly step: number;
  readonly residentMiB: number;
}

/** How far a run is and how much memory its process holds; undefined before and behind that. */
function sample(run: RunDirectory): Sample | undefined {
  const pid = readLeaseHolder(run.leaseFile)?.pid;
  try {
    const step = Number.parseInt(
      fs.readFileSync(run.metricsFile, 'utf8').trimEnd().split('\n').at(-1) ?? '',
      10,
    );
    const pages = Number(fs.readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return Number.isNaN(step) ? undefined : { step, residentMiB: (pages * 4096) / 2 ** 20 };
  } catch {
    return undefined;
  }
}

const gridText = `
name: grid
dataset: { name: moons, size: 60, validation: 40, testSize: 40 }
model: { type: mlp, hidden: [8] }
optimizer: adam
steps: 20
batchSize: 20
logEvery: 20
evaluateEvery: 20
checkpointEvery: 20
grid: { optimizer.learningRate: [0.001, 0.01] }
seeds: 30
`;

const testWithProc = fs.existsSync('/proc/self/statm') ? test : test.skip;

testWithProc('the memory of a run is the same behind 300 steps and behind 1500', async () => {
  const spec = writeSpec(scratch(), specText);
  const command = startAblate(['run', spec, '--results-dir', scratch(), '--threads', '1']);
  const run = new ExperimentDirectory(path.join(scratch(), 'memory')).run('base-s0');
  const samples: Sample[] = [];
  while (command.process.exitCode === null) {
    samples.push(...[sample(run)].flatMap((taken) => taken ?? []));
    await sleep(10);
  }
  expect((await command.ended).exitCode).toBe(0);
  const early = samples.find(({ step }) => step >= 300);
  // Behind the last step the network is examined and saved, which takes memory of its own.
  const late = samples.filter(({ step }) => step >= 1500 && step < 2000);
  expect(early?.step).toBeLessThan(1000);
  expect(late).not.toEqual([]);
  const growth =
    Math.max(...late.map(({ residentMiB }) => residentMiB)) / (early?.residentMiB ?? 0);
  expect(growth).toBeGreaterThan(0.5);
  expect(growth).toBeLessThan(1.05);
});

testWithProc('the memory of a worker is the same behind 20 runs and behind 60', async () => {
  const planning = planText(gridText);
  const configs = planning.ok ? planning.plan.runs : [];
  expect(configs).toHaveLength(60);
  const residentMiB: number[] = [];
  const worker = startWorker();
  try {
    for (const config of configs) {
      const directory = new RunDirectory(path.join(scratch(), config.runId));
      directory.prepare();
      const report = await worker.execute(sampleTask(config, directory));
      residentMiB.push(report.residentBytes / 2 ** 20);
    }
  } finally {
    worker.end();
  }
  const growth = (residentMiB[59] ?? 0) / (residentMiB[19] ?? 0);
  expect(growth).toBeGreaterThan(0.5);
  expect(growth).toBeLessThan(1.15);
});
