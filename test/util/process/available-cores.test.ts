import os from 'node:os';
import { availableCores } from '../../../src/util/process/available-cores';

const CORES = os.availableParallelism();

/** The files of a machine, by path; all others are missing. */
function machine(files: Readonly<Record<string, string>>): (file: string) => string | undefined {
  return (file) => files[file];
}

describe('availableCores', () => {
  it('is what the system says where no quota is set', () => {
    expect(availableCores(machine({}))).toBe(CORES);
    expect(availableCores(machine({ '/sys/fs/cgroup/cpu.max': 'max 100000\n' }))).toBe(CORES);
    const version1 = {
      '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '-1\n',
      '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
    };
    expect(availableCores(machine(version1))).toBe(CORES);
  });

  it('is the quota of a container where that is less, but never 0', () => {
    const quota = (value: string) => availableCores(machine({ '/sys/fs/cgroup/cpu.max': value }));
    expect(quota('150000 100000\n')).toBe(1);
    expect(quota('50000 100000\n')).toBe(1);
    expect(quota('99900000 100000\n')).toBe(CORES);
    const version1 = {
      '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '100000\n',
      '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
    };
    expect(availableCores(machine(version1))).toBe(1);
  });
});
