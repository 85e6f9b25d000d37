import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { startTensorBoard } from '../../src/tensorboard/start-tensorboard';
import { waitUntil } from '../launch/start-ablate';
import { useScratchFolder } from '../scratch-folder';

const folder = useScratchFolder();

/** A program that says what TensorBoard says, leaves its process id and, if told to, never ends. */
function writeStandIn(onSignal: 'end' | 'ignore'): [string, string, string] {
  const file = path.join(folder(), 'stand-in.js');
  const pidFile = path.join(folder(), 'pid');
  fs.writeFileSync(
    file,
    `const fs = require('node:fs');
process.on('SIGTERM', () => { if (${onSignal === 'end'}) process.exit(7); });
setInterval(() => {}, 1000);
fs.writeFileSync(process.argv[2] + '.new', String(process.pid));
fs.renameSync(process.argv[2] + '.new', process.argv[2]);
process.stderr.write('TensorBoard 0.0.0 at http://127.0.0.1:1/ (Press CTRL+C to quit)\\n');`,
  );
  return [process.execPath, file, pidFile];
}

const readPid = (): number => Number(fs.readFileSync(path.join(folder(), 'pid'), 'utf8'));

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('stop ends TensorBoard and gives its exit code', async () => {
  const server = await startTensorBoard(writeStandIn('end'), folder());
  expect(server.address).toBe('http://127.0.0.1:1/');
  const pid = readPid();
  expect(isAlive(pid)).toBe(true);
  await server.stop();
  expect(await server.ended).toBe(7);
  expect(isAlive(pid)).toBe(false);
});

test('a TensorBoard that does not listen is killed', async () => {
  const server = await startTensorBoard(writeStandIn('ignore'), folder());
  const pid = readPid();
  await server.stop();
  expect(isAlive(pid)).toBe(false);
});

test('a signal ends a TensorBoard that has not said its address yet', async () => {
  const signal = AbortSignal.timeout(300);
  const command = [process.execPath, '-e', 'setInterval(() => {}, 1000)', '--'] as const;
  await expect(startTensorBoard(command, folder(), { signal })).rejects.toThrow(
    'TensorBoard ended at its start',
  );
});

test('a program that is not there is reported, and so is what one says at its end', async () => {
  await expect(startTensorBoard(['/no/such/program'], folder())).rejects.toThrow(
    /ended at its start:\n {2}spawn .*ENOENT/,
  );
  const refuse = 'console.error("port 6006 is already in use"); process.exit(1)';
  await expect(
    startTensorBoard([process.execPath, '-e', refuse, '--'], folder(), { port: 6006 }),
  ).rejects.toThrow('Port 6006 is in use');
});

test('SIGKILL of the process that started it ends TensorBoard', async () => {
  const module = path.resolve(__dirname, '../../src/tensorboard/start-tensorboard.js');
  const script = `require(${JSON.stringify(module)}).startTensorBoard(
    ${JSON.stringify(writeStandIn('end'))}, ${JSON.stringify(folder())});`;
  const parent = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
  await waitUntil('it runs', () => fs.existsSync(path.join(folder(), 'pid')));
  const pid = readPid();
  expect(isAlive(pid)).toBe(true);
  const gone = new Promise((resolve) => parent.once('exit', (_code, signal) => resolve(signal)));
  parent.kill('SIGKILL');
  expect(await gone).toBe('SIGKILL');
  await waitUntil('it is gone', () => !isAlive(pid));
});
