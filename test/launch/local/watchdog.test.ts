import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitUntil } from '../start-ablate';

/** Watches a worker that says something 20 times a second. */
const watcher = `
  const { spawn } = require('node:child_process');
  const { Watchdog } = require(${JSON.stringify(require.resolve('../../../src/launch/local/watchdog'))});
  const worker = spawn(process.execPath, ['-e', 'setInterval(() => process.send(1), 50)'], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let heard = 0;
  const watchdog = new Watchdog(worker, { silenceMs: 1500 });
  worker.on('message', () => {
    watchdog.hear();
    heard += 1;
    console.log('heard', heard, worker.pid);
  });
  worker.on('exit', () => {
    console.log(watchdog.reason);
    process.exit();
  });
`;

let parent: ChildProcess;
let printed: string;

beforeEach(async () => {
  printed = '';
  parent = spawn(process.execPath, ['-e', watcher], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  parent.stdout?.on('data', (text: Buffer) => {
    printed += text.toString();
  });
  await waitUntil('the worker is heard', () => printed.includes('heard 1 '));
});

afterEach(() => {
  try {
    signalGroup('SIGKILL');
  } catch {
    // All of it has ended.
  }
});

function signalGroup(signal: NodeJS.Signals): void {
  process.kill(-(parent.pid ?? 0), signal);
}

function heardCount(): number {
  return Number(/heard (\d+) \d+\n(?!.*heard)/s.exec(printed)?.[1] ?? 0);
}

test('a grid that is stopped for longer than the silence limit goes on when it is continued', async () => {
  signalGroup('SIGSTOP');
  await sleep(2500);
  const before = heardCount();
  signalGroup('SIGCONT');
  await waitUntil('the worker is heard again', () => heardCount() > before + 10);
  expect(printed).not.toContain('hung');
});

test('a worker that alone falls silent is ended', async () => {
  const worker = Number(/heard 1 (\d+)/.exec(printed)?.[1]);
  process.kill(worker, 'SIGSTOP');
  await waitUntil('it is ended', () =>
    printed.includes('its process hung: nothing was heard of it for 1.5 s'),
  );
});
