import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { listCheckpoints } from '../../../src/records/checkpoints/checkpoint-folder';
import { ExperimentDirectory } from '../../../src/records/experiment-directory';
import type { RunDirectory } from '../../../src/records/run-directory';
import { readStatus } from '../../../src/records/status';
import { quoteForShell } from '../../../src/util/process/command-for';
import { mainFile } from '../../../src/util/process/package-version';
import { findProcesses } from '../../cli/find-processes';
import { useScratchFolder } from '../../scratch-folder';
import { waitUntil, writeSpec } from '../start-ablate';

/** Types its argument into a shell in a terminal of its own, which closes when its input ends. */
const terminal = `
import os, pty, select, sys
pid, screen = pty.fork()
if pid == 0:
    os.execvp("bash", ["bash", "--norc", "--noprofile", "-i"])
os.write(screen, (sys.argv[1] + "\\n").encode())
while True:
    ready, _, _ = select.select([screen, 0], [], [])
    if screen in ready:
        os.read(screen, 65536)
    if 0 in ready and not os.read(0, 1):
        break
os.close(screen)
`;

const specText = `
name: long
dataset: { name: moons, size: 120 }
model: { type: mlp, hidden: [8] }
optimizer: { type: sgd, learningRate: 0.01 }
steps: 8000
batchSize: 32
logEvery: 1000
evaluateEvery: 4000
checkpointEvery: 500
seeds: 2
`;

const hasTools = ['python3', 'bash', 'nohup'].every(
  (tool) => spawnSync(tool, ['--version']).status === 0,
);
const scratch = useScratchFolder();
let shell: ChildProcess;

afterEach(() => {
  shell.stdin?.end();
});

/** Types a command line around `ablate run`, closes the terminal, and returns the runs. */
async function runAndClose(write: (run: string) => string): Promise<RunDirectory[]> {
  const results = path.join(scratch(), 'results');
  const spec = writeSpec(scratch(), specText);
  const words = [process.execPath, mainFile, 'run', spec, '--results-dir', results, '--jobs', '2'];
  const line = write(words.map((word) => quoteForShell(word)).join(' '));
  shell = spawn('python3', ['-c', terminal, line], { stdio: ['pipe', 'ignore', 'inherit'] });
  const directory = new ExperimentDirectory(path.join(results, 'long'));
  const runs = [directory.run('base-s0'), directory.run('base-s1')];
  const [first] = runs;
  await waitUntil('there is a checkpoint', () => {
    return first !== undefined && listCheckpoints(first.checkpoints).length > 0;
  });
  shell.stdin?.end();
  return runs;
}

/** Nothing may write into the folder of the test any more when that goes. */
async function waitForEnd(): Promise<void> {
  await waitUntil('the grid has ended', () => findProcesses(scratch()).length === 0);
}

function states(runs: readonly RunDirectory[]): string[] {
  return [...new Set(runs.map(({ statusFile }) => readStatus(statusFile).state))].sort();
}

(hasTools ? describe : describe.skip)('a terminal that closes', () => {
  test('ends nothing that nohup started', async () => {
    const log = quoteForShell(path.join(scratch(), 'log'));
    const runs = await runAndClose((run) => `nohup ${run} > ${log} 2>&1 &`);
    await waitUntil('both runs are complete', () => states(runs).join() === 'completed');
    await waitForEnd();
  }, 120_000);

  test('ends a grid with a checkpoint', async () => {
    const runs = await runAndClose((run) => run);
    await waitUntil('no run goes on', () => !/running|pending/.test(states(runs).join()));
    expect(states(runs)).toContain('interrupted');
    expect(states(runs)).not.toContain('failed');
    await waitForEnd();
  }, 120_000);
});
