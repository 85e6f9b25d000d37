import os from 'node:os';
import type { Environment } from '../../training/environment';
import { availableCores } from '../../util/process/available-cores';
import { packageVersion } from '../../util/process/package-version';

/**
 * Looks at the machine that a run is trained on.
 *
 * @param git the working folder that it was launched from.
 * @param threads TensorFlow threads of the run.
 */
export function describeEnvironment(git: Environment['git'], threads: number): Environment {
  return {
    ablateVersion: packageVersion(),
    nodeVersion: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    cpuModel: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableCores(),
    git,
    threads,
  };
}
