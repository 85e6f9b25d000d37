import { spawnSync } from 'node:child_process';
import { UserError } from '../../util/user-error';

const timeoutMs = 60_000;

/**
 * Runs kubectl to its end; gives what it printed to standard output.
 *
 * @param input what it reads.
 * @throws UserError where there is no kubectl or it fails, with what it says.
 */
export function runKubectl(args: readonly string[], input = ''): string {
  const { error, status, stdout, stderr } = spawnSync('kubectl', args, {
    encoding: 'utf8',
    input,
    timeout: timeoutMs,
    maxBuffer: 256 * 1024 * 1024,
  });
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOENT') {
    throw new UserError('There is no kubectl on the PATH', {
      hint: 'Install it and have it speak to your cluster: https://kubernetes.io/docs/tasks/tools/',
    });
  }
  if (code === 'ETIMEDOUT') {
    throw new UserError(`kubectl did not answer within ${timeoutMs / 1000} s`, {
      hint: 'Ask whether the cluster is up: kubectl cluster-info. What it has accepted all the same is in: kubectl get jobs',
    });
  }
  // EPIPE: it ended without reading, and says why itself.
  if ((error !== undefined && code !== 'EPIPE') || status !== 0) {
    const words = lastLines(stderr) ?? lastLines(stdout) ?? error?.message;
    throw new UserError(`kubectl failed: ${words ?? `exit code ${status}`}`, {
      hint: 'Nothing else was changed: mend what it says, and do the same again.',
    });
  }
  return stdout;
}

/** What a command said, without the word that kubectl puts before it. */
function lastLines(text: string): string | undefined {
  const lines = text.split('\n').map((line) => line.replace(/^error: /i, '').trim());
  const said = [...new Set(lines)].filter((line) => line !== '').slice(-3);
  return said.length === 0 ? undefined : said.join('; ');
}
