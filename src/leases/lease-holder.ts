import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import { z } from 'zod';
import { identifyProcess } from '../util/process/process-identity';
import { schedulerJob } from './scheduler-job';

const holderSchema = z.object({
  /** Tells this lease from any other, also of the same process. */
  nonce: z.string(),
  host: z.string(),
  pid: z.int(),
  /** When the process started, as its machine counts. */
  identity: z.string(),
  /** Of the running kernel (random(4)); empty where there is none. */
  bootId: z.string(),
  /** The name space of its process number (pid_namespaces(7)); empty where there is none. */
  pidNamespace: z.string(),
  /** What a scheduler calls it: `Slurm job 8_3`. */
  job: z.string().optional(),
  since: z.string(),
});

/** The process that holds a lease. */
export type LeaseHolder = z.output<typeof holderSchema>;

/** This process as the holder of a new lease. */
export function describeSelf(): LeaseHolder {
  return {
    nonce: randomUUID(),
    host: os.hostname(),
    pid: process.pid,
    identity: identifyProcess(process.pid) ?? '',
    ...findPlace(),
    job: schedulerJob(),
    since: new Date().toISOString(),
  };
}

/** Parses the content of a lease file; undefined where it is none. */
export function parseHolder(text: string): LeaseHolder | undefined {
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Formats a holder as the content of a lease file. */
export function formatHolder(holder: LeaseHolder): string {
  return `${JSON.stringify(holder)}\n`;
}

/** Who holds a lease, as the end of a sentence; undefined for who left no name. */
export function describeHolder(
  holder: Pick<LeaseHolder, 'pid' | 'host' | 'job' | 'since'> | undefined,
): string {
  if (holder === undefined) return 'somebody who left no name';
  const { pid, host, job, since } = holder;
  return `process ${pid} on ${host}${job === undefined ? '' : ` (${job})`}, since ${since}`;
}

/**
 * Whether this process can look at the holder: the same numbers mean the same processes. Names of
 * hosts say nothing where there is more to go by: containers share them, and machines change them.
 */
export function isNear({ host, bootId, pidNamespace }: LeaseHolder): boolean {
  const here = findPlace();
  if (bootId !== here.bootId || pidNamespace !== here.pidNamespace) return false;
  return bootId !== '' || host === os.hostname();
}

/** Whether the holder is known to be gone; one that can't be looked at is not. */
export function isGone(holder: LeaseHolder): boolean {
  return isNear(holder) && identifyProcess(holder.pid) !== holder.identity;
}

/** Where numbers of processes are what they are here. */
function findPlace(): Pick<LeaseHolder, 'bootId' | 'pidNamespace'> {
  try {
    return {
      bootId: fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
      pidNamespace: fs.readlinkSync('/proc/self/ns/pid'),
    };
  } catch {
    return { bootId: '', pidNamespace: '' };
  }
}
