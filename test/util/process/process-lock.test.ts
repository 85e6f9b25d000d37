import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { acquireProcessLock, readLockHolder } from '../../../src/util/process/process-lock';
import { useScratchFolder } from '../../scratch-folder';

const scratch = useScratchFolder();
const lockModule = path.resolve(__dirname, '../../../src/util/process/process-lock.js');

/** A process that takes a lock and keeps it until it is killed. */
async function holdElsewhere(file: string): Promise<ChildProcess> {
  const program = `
    const { acquireProcessLock } = require(${JSON.stringify(lockModule)});
    console.log(acquireProcessLock(${JSON.stringify(file)}).ok);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

test('the second process is told who holds the lock', async () => {
  const file = path.join(scratch(), 'some.lock');
  const child = await holdElsewhere(file);
  const attempt = acquireProcessLock(file);
  expect(attempt).toMatchObject({ ok: false, holder: { pid: child.pid } });
  child.kill('SIGKILL');
  await once(child, 'close');
});

test('what a killed process left is taken over at once', async () => {
  const file = path.join(scratch(), 'some.lock');
  const child = await holdElsewhere(file);
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(readLockHolder(file)).toBeUndefined();
  const attempt = acquireProcessLock(file);
  expect(attempt.ok).toBe(true);
  expect(readLockHolder(file)?.pid).toBe(process.pid);
  if (attempt.ok) attempt.release();
  expect(readLockHolder(file)).toBeUndefined();
});
