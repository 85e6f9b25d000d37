import os from 'node:os';

/** Bytes of memory that processes here may use together: the machine's, or what a container allows. */
export function machineMemory(): number {
  // Without a limit it is undefined, 0 or larger than any memory, by the version of Node.
  const allowed = process.constrainedMemory() ?? 0;
  return allowed > 0 ? Math.min(allowed, os.totalmem()) : os.totalmem();
}
