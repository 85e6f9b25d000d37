import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

/**
 * What tells a process from another that later got the same number: when it started. Undefined
 * where no such process runs.
 */
export function identifyProcess(pid: number): string | undefined {
  if (process.platform === 'linux') return readStartTicks(pid);
  try {
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return started.trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Start time in clock ticks since boot: field 22 of proc(5)'s stat. */
function readStartTicks(pid: number): string | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets and may hold anything; the rest is plain.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? undefined : fields[18];
  } catch {
    return undefined;
  }
}
