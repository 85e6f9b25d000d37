import { execFileSync } from 'node:child_process';
import type { Environment } from '../training/environment';

/** The commit of the working folder, and whether it has changes; null outside a checkout. */
export function describeCheckout(): Environment['git'] {
  try {
    const run = (...args: string[]): string =>
      execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return {
      commit: run('rev-parse', 'HEAD').trim(),
      dirty: run('status', '--porcelain', '--untracked-files=no') !== '',
    };
  } catch {
    return null;
  }
}
