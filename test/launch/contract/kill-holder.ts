import fs from 'node:fs';
import type { LeaseHolder } from '../../../src/leases/lease-holder';

/** Kills the process that holds a lease with -9, in whichever process name space of this machine it is. */
export function killHolder({ pid, pidNamespace }: LeaseHolder): void {
  const found = fs.readdirSync('/proc').find((id) => {
    try {
      if (fs.readlinkSync(`/proc/${id}/ns/pid`) !== pidNamespace) return false;
      const [, numbers = ''] =
        /^NSpid:(.*)$/m.exec(fs.readFileSync(`/proc/${id}/status`, 'utf8')) ?? [];
      return numbers.trim().split(/\s+/).at(-1) === String(pid);
    } catch {
      return false;
    }
  });
  if (found === undefined) throw new Error(`There is no process ${pid} in ${pidNamespace}`);
  process.kill(Number(found), 'SIGKILL');
}
