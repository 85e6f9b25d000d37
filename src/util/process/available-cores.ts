import fs from 'node:fs';
import os from 'node:os';

/** Files in which a container's share of the processor stands, control groups version 2 and 1. */
const QUOTA_FILES = {
  version2: '/sys/fs/cgroup/cpu.max',
  quota1: '/sys/fs/cgroup/cpu/cpu.cfs_quota_us',
  period1: '/sys/fs/cgroup/cpu/cpu.cfs_period_us',
} as const;

/**
 * How many cores this process may use at once, at least 1: the machine's, less what CPU affinity
 * and the quota of a container take away.
 */
export function availableCores(readFile: (file: string) => string | undefined = read): number {
  const quota = readQuota(readFile);
  const cores = os.availableParallelism();
  return quota === undefined ? cores : Math.max(1, Math.min(cores, Math.floor(quota)));
}

/** The quota in cores, undefined where there is none. */
function readQuota(readFile: (file: string) => string | undefined): number | undefined {
  const [quota, period] = readFile(QUOTA_FILES.version2)?.trim().split(/\s+/) ?? [
    readFile(QUOTA_FILES.quota1),
    readFile(QUOTA_FILES.period1),
  ];
  const cores = Number(quota) / Number(period);
  // "max" and -1 stand for no limit.
  return Number.isFinite(cores) && cores > 0 ? cores : undefined;
}

function read(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
