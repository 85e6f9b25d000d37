import path from 'node:path';
import type { ThreadUse } from '../../plan/execution-plan';
import { threadVariables } from '../../tensorflow/thread-variables';

/**
 * The script of a worker. Node runs it with a channel to its parent, which sends requests; or with
 * the path of a task's file as its argument.
 */
export const workerScript = path.join(__dirname, 'worker-entry.js');

/** The environment of a process that trains: TensorFlow reads it when it is loaded. */
export function workerEnvironment(threadUse: ThreadUse): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...threadVariables(threadUse),
    TF_CPP_MIN_LOG_LEVEL: process.env['TF_CPP_MIN_LOG_LEVEL'] ?? '2',
    // Weights in huge pages where Linux offers them: products are a few percent faster.
    GLIBC_TUNABLES: process.env['GLIBC_TUNABLES'] ?? 'glibc.malloc.hugetlb=1',
  };
}
