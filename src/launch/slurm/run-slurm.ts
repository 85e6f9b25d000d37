import { spawnSync } from 'node:child_process';
import { UserError } from '../../util/user-error';

const timeoutMs = 60_000;

/**
 * Runs a command of Slurm to its end; gives what it printed to standard output.
 *
 * @param folder where it runs; a job that it submits runs there too.
 * @throws UserError where there is no such command or it fails, with what it says.
 */
export function runSlurm(program: string, args: readonly string[], folder?: string): string {
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    ...(folder === undefined ? {} : { cwd: folder }),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
  });
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOENT') {
    throw new UserError(`There is no ${program} on the PATH`, {
      hint: 'Slurm is used from a machine that has its commands, usually the login node of a cluster.',
    });
  }
  if (code === 'ETIMEDOUT') {
    throw new UserError(`${program} did not answer within ${timeoutMs / 1000} s`, {
      hint: 'Ask Slurm whether it is up: sinfo. What it has accepted all the same is in: squeue --me',
    });
  }
  if (error !== undefined || status !== 0) {
    const words = describeOutput(stderr) ?? describeOutput(stdout) ?? error?.message;
    throw new UserError(`${program} failed: ${words ?? `exit code ${status}`}`, {
      hint: 'Nothing else was changed: mend what it says, and do the same again.',
    });
  }
  return stdout;
}

/** What a command said, without the name that Slurm puts before each line. */
function describeOutput(text: string): string | undefined {
  const lines = text.split('\n').map((line) => line.replace(/^\w+: (error: )?/, '').trim());
  const said = lines.filter((line) => line !== '').slice(-3);
  return said.length === 0 ? undefined : said.join('; ');
}
