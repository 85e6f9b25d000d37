import { execFileSync } from 'node:child_process';
import os from 'node:os';
import type { Environment } from '../../training/environment';
import { availableCores } from '../../util/process/available-cores';
import { packageVersion } from '../../util/process/package-version';

/** Looks at the machine and at the working folder. */
export function describeEnvironment(): Omit<Environment, 'threads'> {
  return {
    ablateVersion: packageVersion(),
    nodeVersion: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    cpuModel: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableCores(),
    git: describeGit(),
  };
}

/** The commit of the working folder, and whether it has changes; null outside a checkout. */
function describeGit(): Environment['git'] {
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
