import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { median } from 'simple-statistics';
import yargs from 'yargs';
import { PROJECT_ROOT } from '../project-root';
import { benchEnvironment, findEnvironmentPython } from '../python-environment/python-environment';
import type { BenchmarkResult } from './benchmark-result';
import type { ContestantCommand } from './contestant';
import { formatMarkdown } from './format-markdown';
import { race } from './race';
import { timeWholeRun, type WholeRun } from './time-whole-run';
import { type Workload, workloads } from './workloads';

const folder = path.join(PROJECT_ROOT, 'results/benchmarks');
const peersFolder = path.join(PROJECT_ROOT, 'scripts/bench/peers');
const cnnSpec = path.join(PROJECT_ROOT, 'experiments/mnist-cnn.yaml');

async function main(): Promise<void> {
  const options = await yargs(process.argv.slice(2))
    .scriptName('npm run bench --')
    .option('rounds', { type: 'number', default: 7, describe: 'Repetitions, interleaved' })
    .option('only', { type: 'string', array: true, describe: 'Workloads by name' })
    .option('steps', { type: 'number', default: 5500, describe: 'Steps of the whole run; 0: none' })
    .strict()
    .parseAsync();
  const python = findEnvironmentPython(benchEnvironment);
  const chosen = workloads.filter(({ name }) => options.only?.includes(name) ?? true);
  const races: BenchmarkResult['races'][number][] = [];
  for (const workload of chosen) {
    note(`${workload.title} ...`);
    const result = await race(workload, listContestants(workload, python), options.rounds);
    for (const { contestant, variant, msPerStep, range } of result.standings) {
      const spread = range.map((value) => value.toPrecision(3)).join(' to ');
      note(
        `  ${contestant.padEnd(18)} ${msPerStep.toPrecision(4)} ms per step (${spread}), ${variant}`,
      );
    }
    for (const [name, reason] of Object.entries(result.absent))
      note(`  ${name} is absent: ${reason}`);
    races.push({ workload, result });
  }
  const result: BenchmarkResult = {
    machine: {
      cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
      cores: os.availableParallelism(),
      node: process.versions.node,
    },
    races,
    wholeRun: options.steps === 0 ? null : await timeCnn(options.steps),
    firstStepMs: options.steps === 0 ? null : await timeFirstStep(options.rounds),
    help: timeHelp(),
  };
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'benchmark.json'), `${JSON.stringify(result, null, 2)}\n`);
  const markdown = formatMarkdown(result);
  fs.writeFileSync(path.join(folder, 'benchmark.md'), markdown);
  note(`\n${markdown}`);
}

function listContestants(workload: Workload, python: string | undefined): ContestantCommand[] {
  const threads = os.availableParallelism();
  const argument = JSON.stringify({ ...workload, threads });
  const ablate = (engine: string): ContestantCommand => ({
    name: `Ablate ${engine}`,
    command: process.execPath,
    args: [path.join(__dirname, 'ablate-contestant.js'), argument, engine],
    env: { TF_CPP_MIN_LOG_LEVEL: '2' },
  });
  const peer = (name: string, file: string): ContestantCommand => ({
    name,
    command: python ?? 'python3',
    args: [path.join(peersFolder, file), argument],
  });
  const isDense = workload.kind === 'dense';
  return [
    ablate('compiled'),
    ablate('eager'),
    // The from-scratch network is made for small ones; a large one would take most of the time.
    ...(isDense && workload.batchSize === workload.examples ? [ablate('reference')] : []),
    peer('Keras', 'keras_peer.py'),
    peer('PyTorch', 'pytorch_peer.py'),
    ...(isDense ? [peer('NumPy', 'numpy_peer.py')] : []),
  ];
}

async function timeCnn(steps: number): Promise<WholeRun & { steps: number }> {
  note(`A whole run of ${steps} steps ...`);
  return { ...(await timeWholeRun(cnnSpec, [`steps=${steps}`, 'seeds=1'])), steps };
}

async function timeFirstStep(rounds: number): Promise<number> {
  note('From `ablate run` to the first step ...');
  const times: number[] = [];
  for (let round = 0; round < Math.min(rounds, 5); round += 1) {
    const sets = ['steps=2', 'seeds=1', 'logEvery=1', 'evaluateEvery=2'];
    times.push((await timeWholeRun(cnnSpec, sets)).firstStepMs);
  }
  return median(times);
}

function timeHelp(): BenchmarkResult['help'] {
  const main = path.join(PROJECT_ROOT, 'dist/src/cli/main.js');
  const time = (args: readonly string[]): number => {
    const start = performance.now();
    execFileSync(process.execPath, args, { stdio: 'ignore' });
    return performance.now() - start;
  };
  const times = Array.from({ length: 11 }, () => [time([main, '--help']), time(['-e', '0'])]);
  const [helpMs, emptyMs] = [0, 1].map((index) => median(times.map((pair) => pair[index] ?? 0)));
  return { helpMs: helpMs ?? 0, emptyMs: emptyMs ?? 0 };
}

function note(text: string): void {
  process.stdout.write(`${text}\n`);
}

void main();
