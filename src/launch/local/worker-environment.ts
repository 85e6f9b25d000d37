import type { ThreadUse } from '../../plan/execution/use-threads';

/** The environment of a process that trains: TensorFlow reads it when it is loaded. */
export function workerEnvironment({ threads, kernelsAtOnce }: ThreadUse): NodeJS.ProcessEnv {
  return {
    ...process.env,
    TF_NUM_INTRAOP_THREADS: String(threads),
    // Negative: kernels run in the calling thread, which saves a step its hand-overs.
    TF_NUM_INTEROP_THREADS: String(kernelsAtOnce === 1 ? -1 : kernelsAtOnce),
    OMP_NUM_THREADS: String(threads),
    TF_CPP_MIN_LOG_LEVEL: process.env['TF_CPP_MIN_LOG_LEVEL'] ?? '2',
    // Weights in huge pages where Linux offers them: products are a few percent faster.
    GLIBC_TUNABLES: process.env['GLIBC_TUNABLES'] ?? 'glibc.malloc.hugetlb=1',
  };
}
