import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { workloads } from '../../../scripts/bench/workloads';
import { PROJECT_ROOT } from '../../../scripts/project-root';
import { oraclePython } from '../../oracle-python';
import { useScratchFolder } from '../../scratch-folder';

const scratch = useScratchFolder();
const [deep] = workloads.filter(({ name }) => name === 'moons-deep');
const workload = JSON.stringify({ ...deep, threads: 1, way: 'plain' });

/** Processes by parent. */
function listChildren(pid: number): number[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (parent === pid && child !== undefined ? [child] : []));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function waitUntil(condition: () => boolean, what: string): Promise<void> {
  const start = Date.now();
  while (!condition()) {
    if (Date.now() - start > 40_000) throw new Error(`Waited in vain until ${what}`);
    await sleep(50);
  }
}

/** Starts a contestant, and resolves in the middle of a lap of so many steps. */
async function startLap(command: string, args: string[], steps: number): Promise<ChildProcess> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const [first] = await once(child.stdout, 'data');
  expect(String(first)).toContain('"ready":');
  child.stdin.write(`${steps}\n`);
  await sleep(200);
  expect(child.exitCode).toBeNull();
  return child;
}

describe('the benchmark', () => {
  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGKILL', null],
  ] as const)('takes its contestants along when %s ends it', async (signal, exitCode) => {
    const bench = spawn(
      process.execPath,
      [
        path.join(PROJECT_ROOT, 'dist/scripts/bench/bench.js'),
        ...['--only', 'moons-deep', '--results-dir', scratch()],
      ],
      { stdio: 'ignore' },
    );
    const { pid } = bench;
    if (pid === undefined) throw new Error('The benchmark could not be started');
    let contestants: number[] = [];
    await waitUntil(() => {
      contestants = listChildren(pid).filter((child) => child !== pid);
      return contestants.length >= 2;
    }, 'two contestants run');
    bench.kill(signal);
    await once(bench, 'close');
    expect(bench.exitCode).toBe(exitCode);
    await waitUntil(() => !contestants.some(isAlive), 'no contestant runs');
    expect(fs.readdirSync(scratch())).toEqual([]);
  });
});

describe('a contestant whose orders end in the middle of a lap', () => {
  it('ends behind it, one of Ablate', async () => {
    const script = path.join(PROJECT_ROOT, 'dist/scripts/bench/ablate-contestant.js');
    const child = await startLap(process.execPath, [script, workload, 'reference', '2'], 3000);
    child.stdin?.end();
    child.stdout?.destroy();
    await once(child, 'close');
  });

  const python = oraclePython();
  const peer = python === undefined ? it.skip : it;
  const title = python === undefined ? ' (skipped: no Python environment)' : '';
  peer(`ends at once, one in Python${title}`, async () => {
    const script = path.join(PROJECT_ROOT, 'scripts/bench/peers/numpy_peer.py');
    const hours = 100_000_000;
    const child = await startLap(python ?? '', [script, workload], hours);
    child.stdin?.end();
    await once(child, 'close');
    expect(child.exitCode).toBe(0);
  });
});
