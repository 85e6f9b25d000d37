/*
 * The process between Ablate and TensorBoard. It ends TensorBoard as soon as its own standard input
 * ends, which the system sees to whichever way Ablate ends, be it by SIGKILL. A signal at the death of
 * the parent would do the same on Linux alone.
 */
import { spawn } from 'node:child_process';

const killAfterMs = 5000;

const [file = '', ...args] = process.argv.slice(2);
const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'inherit'] });
const end = (): void => {
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), killAfterMs).unref();
};
process.stdin.on('end', end).on('error', end).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
// A reader of what is printed may be gone already.
process.stderr.on('error', () => undefined);
child.once('error', ({ message }) => {
  process.stderr.write(`${message}\n`, () => process.exit(127));
});
child.once('exit', (code) => process.exit(code ?? 1));
