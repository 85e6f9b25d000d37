/** Kernels that run beside each other. TensorFlow reads it when the first session of a process opens. */
const interOp = 'TF_NUM_INTEROP_THREADS';

/**
 * A negative number has kernels run in the thread that calls, one after the other: handing each to
 * another thread costs more than small kernels take, and large ones use all threads by themselves.
 */
const inCallingThread = '-1';

/**
 * The variables that tell TensorFlow and its oneDNN how many threads to use; to be set before a
 * process loads it.
 *
 * @param use threads that one kernel is spread over, and kernels that may run beside each other.
 */
export function threadVariables(use: {
  readonly threads: number;
  readonly kernelsAtOnce: number;
}): Readonly<Record<string, string>> {
  const { threads, kernelsAtOnce } = use;
  return {
    TF_NUM_INTRAOP_THREADS: String(threads),
    [interOp]: kernelsAtOnce === 1 ? inCallingThread : String(kernelsAtOnce),
    OMP_NUM_THREADS: String(threads),
  };
}

/** Has kernels of this process run in the calling thread, unless its environment says otherwise. */
export function preferCallingThread(): void {
  process.env[interOp] ??= inCallingThread;
}
