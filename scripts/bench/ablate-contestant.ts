import readline from 'node:readline';
import { openEngine } from '../../src/engine/open-engine';
import type { EngineName } from '../../src/spec/experiment-schema';
import { readTensorFlowVersions } from '../../src/tensorflow/tensorflow-versions';
import { packageVersion } from '../../src/util/process/package-version';
import { createTask } from './workload-task';
import type { Workload } from './workloads';

/*
 * Ablate as a contestant: bare training under one engine. Told like the Python peers: workload,
 * engine and threads as arguments, then numbers of steps on standard input.
 */

function answer(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

const workload = JSON.parse(process.argv[2] ?? '') as Workload;
const engine = process.argv[3] as EngineName;
const threads = Number(process.argv[4]);
const session = openEngine(engine).open(createTask(workload, engine, threads));
let step = 0;
const train = (steps: number): void => {
  session.train(step + 1, step + steps);
  step += steps;
};
train(3);
train(Math.min(20, workload.steps));
const { tensorflowVersion } = readTensorFlowVersions();
answer({
  ready: true,
  version: `Ablate ${packageVersion()} on TensorFlow ${tensorflowVersion}`,
  variant: engine,
});
readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const steps = Number(line);
  const start = performance.now();
  train(steps);
  const msPerStep = (performance.now() - start) / steps;
  answer({ msPerStep, peakMegabytes: process.resourceUsage().maxRSS / 1024 });
});
